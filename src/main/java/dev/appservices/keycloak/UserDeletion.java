package dev.appservices.keycloak;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;

/**
 * A user deletes himself. What Keycloak keeps goes the way it does when an operator deletes him: sessions, consents and all
 * that stands beside the document.
 */
public final class UserDeletion {
    private final ApiCall call;

    public UserDeletion(ApiCall call) {
        this.call = call;
    }

    /** @throws AppServicesException {@link ErrorCode#INVALID_SESSION} for an unusable token */
    public void delete(String accessToken) {
        KeycloakSession session = call.session();
        RealmModel realm = session.getContext().getRealm();
        AuthResult caller = new SdkSessions(call).verifyAccess(accessToken);
        session.setAttribute(DeletedUsers.REQUEST_ID, call.requestId());
        if (!new UserManager(session).removeUser(realm, caller.user())) {
            throw new AppServicesException(ErrorCode.INVALID_SESSION, SdkSessions.UNKNOWN_ACCESS_TOKEN);
        }
    }
}
