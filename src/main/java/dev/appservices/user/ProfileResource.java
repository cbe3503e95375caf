package dev.appservices.user;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.appservices.http.BearerToken;
import dev.appservices.http.Replies;
import dev.appservices.keycloak.ApiCall;
import dev.appservices.keycloak.SdkSessions;

/** {@code GET /auth/profile}: who an access token belongs to. */
public final class ProfileResource {
    private ProfileResource() {}

    public static ResponseBuilder get(ApiCall call) {
        SdkSessions.Caller caller = new SdkSessions(call)
                .authenticate(BearerToken.of(call.authorization()).value());
        return Replies.json(200, UserProfile.of(caller.user(), caller.app()));
    }
}
