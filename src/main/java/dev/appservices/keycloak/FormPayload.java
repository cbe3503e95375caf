package dev.appservices.keycloak;

import java.util.Optional;

import jakarta.ws.rs.core.MultivaluedMap;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.Payload;

/** A credential in the form fields of Keycloak's token endpoint. */
record FormPayload(MultivaluedMap<String, String> form) implements Payload {
    @Override
    public String requiredString(String name) {
        return string(name)
                .orElseThrow(() ->
                        new AppServicesException(ErrorCode.MISSING_PARAMETER, "'" + name + "' is a required string"));
    }

    @Override
    public Optional<String> string(String name) {
        return Optional.ofNullable(form.getFirst(name));
    }

    @Override
    public String toString() {
        return "FormPayload[<hidden>]";
    }
}
