package dev.appservices.login.localuserpass;

import java.util.Map;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.appservices.http.JsonBody;
import dev.appservices.http.Replies;
import dev.appservices.keycloak.ApiCall;
import dev.appservices.keycloak.RegistrationService;

/** {@code POST /app/{app}/auth/providers/local-userpass/register}. */
public final class RegisterResource {
    private RegisterResource() {}

    /** The empty object suits every client: the oldest Stitch SDK fails on an empty body. */
    public static ResponseBuilder post(ApiCall call) {
        JsonBody body = JsonBody.read(call.body());
        String email = body.requiredString("email");
        String password = body.requiredString("password");
        new RegistrationService(call).register(email, password);
        return Replies.json(201, Map.of());
    }
}
