package dev.appservices.login.localuserpass;

import java.util.Map;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.appservices.http.JsonBody;
import dev.appservices.http.Replies;
import dev.appservices.keycloak.ApiCall;
import dev.appservices.keycloak.ConfirmationService;

/** {@code POST /app/{app}/auth/providers/local-userpass/confirm} and what is below it. */
public final class ConfirmResource {
    private ConfirmResource() {}

    public static ResponseBuilder confirm(ApiCall call) {
        JsonBody body = JsonBody.read(call.body());
        new ConfirmationService(call).confirm(body.requiredString("token"), body.requiredString("tokenId"));
        return Replies.json(200, Map.of());
    }

    public static ResponseBuilder send(ApiCall call) {
        JsonBody body = JsonBody.read(call.body());
        new ConfirmationService(call).send(body.requiredString("email"));
        return Replies.json(200, Map.of());
    }

    public static ResponseBuilder call(ApiCall call) {
        JsonBody body = JsonBody.read(call.body());
        new ConfirmationService(call).call(body.requiredString("email"));
        return Replies.json(200, Map.of());
    }
}
