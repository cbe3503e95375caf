package dev.appservices.user;

import java.util.Optional;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.appservices.error.AppServicesException;
import dev.appservices.http.Replies;
import dev.appservices.keycloak.AdminCall;
import dev.appservices.user.UserDirectory.Unlinked;

/** {@code /admin/realms/{realm}/app-services/users/{id}/identities/{provider_type}/{identityId}}. */
public final class IdentityResource {
    private IdentityResource() {}

    /** Ends the sessions that began with the identity too. */
    public static ResponseBuilder delete(AdminCall call) {
        Optional<UserId> id = UserId.parse(call.parameter("id"));
        Unlinked unlinked = id.map(user -> call.unlink(user, call.parameter("type"), call.parameter("identity")))
                .orElse(Unlinked.ABSENT);
        return switch (unlinked) {
            case DONE -> Replies.empty(204);
            case ABSENT -> throw AppServicesException.withoutCode(404, "There is no user with this identity");
            case LAST ->
                throw AppServicesException.withoutCode(
                        409,
                        "This is the last identity of the user, who could never log in again without it."
                                + " Delete the user instead");
        };
    }
}
