package dev.appservices.keycloak;

import java.util.List;
import java.util.Optional;

import org.keycloak.events.Details;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.UserSessionManager;

import dev.appservices.app.ProviderType;
import dev.appservices.user.Identity;
import dev.appservices.user.User;
import dev.appservices.user.UserDirectory.Unlinked;
import dev.appservices.user.UserId;

/** An operator takes an identity from a user, and ends what was opened with it. */
record IdentityRemoval(KeycloakSession session, RealmModel realm) {
    Unlinked remove(UserId id, Identity identity) {
        Stores stores = Stores.of(session, realm);
        Optional<User> user = stores.users().findById(id);
        boolean isPassword = identity.providerType().equals(ProviderType.LOCAL_USERPASS.wireName());
        if (isPassword) {
            // A registration that a crash has left would come to life with the end of the key that outranks it.
            user.filter(one -> one.identities().stream().anyMatch(identity::isSameAs))
                    .flatMap(User::emailKey)
                    .ifPresent(stores.pendingUsers()::deleteByEmailKey);
        }
        Unlinked unlinked = stores.users().unlink(id, identity.providerType(), identity.id());
        if (unlinked == Unlinked.DONE) {
            stores.users().findById(id).ifPresent(now -> endSessions(now, identity));
        }
        return unlinked;
    }

    private void endSessions(User now, Identity identity) {
        UserModel model = Stores.changed(session, realm, now);
        List<UserSessionModel> online = session.sessions()
                .getUserSessionsStream(realm, model)
                .filter(one -> beganWith(one, identity))
                .toList();
        online.forEach(one -> AuthenticationManager.backchannelLogout(session, one, true));
        List<UserSessionModel> offline = session.sessions()
                .getOfflineUserSessionsStream(realm, model)
                .filter(one -> beganWith(one, identity))
                .toList();
        offline.forEach(new UserSessionManager(session)::revokeOfflineUserSession);
    }

    /** Sessions of SDKs say it; others came by an identity provider, or else by a password. */
    private static boolean beganWith(UserSessionModel userSession, Identity identity) {
        String provider = userSession.getNote(SessionNotes.PROVIDER);
        if (provider != null) {
            return provider.equals(identity.providerType())
                    && identity.id().equals(userSession.getNote(SessionNotes.IDENTITY_ID));
        }
        String alias = userSession.getNote(Details.IDENTITY_PROVIDER);
        return identity.providerType()
                .equals(alias == null ? ProviderType.LOCAL_USERPASS.wireName() : SocialIdentities.providerType(alias));
    }
}
