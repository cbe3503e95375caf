package dev.appservices.session;

import java.util.Map;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.appservices.http.BearerToken;
import dev.appservices.http.Replies;
import dev.appservices.keycloak.ApiCall;
import dev.appservices.keycloak.SdkSessions;

/** {@code /auth/session}, with the refresh token as bearer: POST refreshes, DELETE logs out. */
public final class SessionResource {
    private SessionResource() {}

    public static ResponseBuilder post(ApiCall call) {
        String token = BearerToken.of(call.authorization()).value();
        return Replies.json(201, Map.of("access_token", new SdkSessions(call).refresh(token)));
    }

    public static ResponseBuilder delete(ApiCall call) {
        new SdkSessions(call).logout(BearerToken.of(call.authorization()).value());
        return Replies.empty(204);
    }
}
