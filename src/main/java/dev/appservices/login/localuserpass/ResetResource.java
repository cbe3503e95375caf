package dev.appservices.login.localuserpass;

import java.util.Map;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.appservices.http.JsonBody;
import dev.appservices.http.Replies;
import dev.appservices.keycloak.ApiCall;
import dev.appservices.keycloak.PasswordResetService;

/** {@code POST /app/{app}/auth/providers/local-userpass/reset} and what is below it. */
public final class ResetResource {
    private ResetResource() {}

    public static ResponseBuilder reset(ApiCall call) {
        JsonBody body = JsonBody.read(call.body());
        new PasswordResetService(call)
                .reset(body.requiredString("token"), body.requiredString("tokenId"), body.requiredString("password"));
        return Replies.json(200, Map.of());
    }

    public static ResponseBuilder send(ApiCall call) {
        JsonBody body = JsonBody.read(call.body());
        new PasswordResetService(call).send(body.requiredString("email"));
        return Replies.json(200, Map.of());
    }

    public static ResponseBuilder call(ApiCall call) {
        JsonBody body = JsonBody.read(call.body());
        String email = body.requiredString("email");
        body.requiredString("password");
        new PasswordResetService(call).call(email);
        return Replies.json(200, Map.of());
    }
}
