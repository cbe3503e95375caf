package dev.appservices.keycloak;

import jakarta.ws.rs.core.MultivaluedMap;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.Payload;

/** A credential in the form fields of Keycloak's token endpoint. */
record FormPayload(MultivaluedMap<String, String> form) implements Payload {
    @Override
    public String requiredString(String name) {
        String value = form.getFirst(name);
        if (value == null) {
            throw new AppServicesException(ErrorCode.MISSING_PARAMETER, "'" + name + "' is a required string");
        }
        return value;
    }

    @Override
    public String toString() {
        return "FormPayload[<hidden>]";
    }
}
