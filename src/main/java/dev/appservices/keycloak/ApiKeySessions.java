package dev.appservices.keycloak;

import java.util.List;
import java.util.stream.Stream;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;

import dev.appservices.app.ProviderType;
import dev.appservices.user.ApiKey;
import dev.appservices.user.User;

/**
 * Sessions that were opened with an API key, which end with it. Ending those that exist is not enough: a login may be
 * under way. So each use of a session looks whether the key is there still, on the user whom it has in hand anyway.
 */
final class ApiKeySessions {
    private ApiKeySessions() {}

    /** Whether the credential that opened a session can still open one. */
    static boolean isUsable(UserSessionModel userSession, User user) {
        if (!ProviderType.API_KEY.wireName().equals(userSession.getNote(SessionNotes.PROVIDER))) {
            return true;
        }
        String id = userSession.getNote(SessionNotes.IDENTITY_ID);
        return id != null && user.apiKey(id).filter(ApiKey::enabled).isPresent();
    }

    /** Ends the sessions that were opened with a key, for every client of the realm. */
    static void end(KeycloakSession session, RealmModel realm, User user, String keyId) {
        UserModel model = Stores.model(session, realm, user);
        List<UserSessionModel> opened = Stream.concat(
                        session.sessions().getUserSessionsStream(realm, model),
                        session.sessions().getOfflineUserSessionsStream(realm, model))
                .filter(one -> keyId.equals(one.getNote(SessionNotes.IDENTITY_ID)))
                .toList();
        opened.forEach(one -> AuthenticationManager.backchannelLogout(session, one, true));
    }
}
