package dev.appservices.user;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.appservices.http.BearerToken;
import dev.appservices.http.Replies;
import dev.appservices.keycloak.ApiCall;
import dev.appservices.keycloak.UserDeletion;

/** {@code DELETE /auth/delete}: the user of an access token deletes himself. */
public final class DeletionResource {
    private DeletionResource() {}

    public static ResponseBuilder delete(ApiCall call) {
        new UserDeletion(call).delete(BearerToken.of(call.authorization()).value());
        return Replies.empty(204);
    }
}
