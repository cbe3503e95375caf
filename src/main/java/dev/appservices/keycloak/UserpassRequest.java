package dev.appservices.keycloak;

import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.UriBuilder;

import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.urls.UrlType;

import dev.appservices.app.ProviderType;
import dev.appservices.login.localuserpass.Confirmations;
import dev.appservices.login.localuserpass.ForgottenPasswords;
import dev.appservices.login.localuserpass.LocalUserpassAuthenticatorFactory;
import dev.appservices.login.localuserpass.LocalUserpassConfig;
import dev.appservices.login.localuserpass.MailPair;
import dev.appservices.login.localuserpass.MailPurpose;

/**
 * What is done for one request about {@code local-userpass}, by the client API, a page or an operator; perhaps after its
 * answer, in another session of Keycloak. Realm and client of the session are those of the app.
 *
 * @param pages URL of our own pages for the app, without trailing slash; never from a Host header where Keycloak has a
 *     hostname
 * @param isAnswered whether nobody waits for it any more
 */
public record UserpassRequest(KeycloakSession session, String requestId, String pages, boolean isAnswered) {
    private static final Pattern TRAILING_SLASHES = Pattern.compile("/+$");

    /** The part of the path of our own pages that the purpose has. */
    static String page(MailPurpose purpose) {
        return switch (purpose) {
            case CONFIRMATION -> "confirm";
            case RESET -> "reset";
        };
    }

    public static UserpassRequest of(KeycloakSession session, String requestId) {
        String base = session.getContext().getUri(UrlType.FRONTEND).getBaseUri().toString();
        String pages = UriBuilder.fromUri(TRAILING_SLASHES.matcher(base).replaceAll(""))
                .segment(
                        "realms",
                        session.getContext().getRealm().getName(),
                        AppServicesConfig.PROVIDER_ID,
                        "app",
                        session.getContext().getClient().getClientId())
                .build()
                .toString();
        return new UserpassRequest(session, requestId, pages, false);
    }

    /** The same request after its answer, in another session, whose realm and client are the same. */
    UserpassRequest in(KeycloakSession other) {
        return new UserpassRequest(other, requestId, pages, true);
    }

    RealmModel realm() {
        return session.getContext().getRealm();
    }

    ClientModel client() {
        return session.getContext().getClient();
    }

    /** The page for a pair. Its id is in the path, since Keycloak's choice of languages keeps only the other half. */
    String pageOf(MailPurpose purpose, MailPair pair) {
        return pages + "/" + page(purpose) + "/" + pair.tokenId() + "?token=" + pair.token();
    }

    /** The settings, when the provider is on. */
    Optional<LocalUserpassConfig> config() {
        return new ProviderExecutions(session)
                .enabledConfig(LocalUserpassAuthenticatorFactory.PROVIDER_ID)
                .map(LocalUserpassConfig::from);
    }

    Confirmations confirmations() {
        Stores stores = Stores.of(session, realm());
        return new Confirmations(
                stores.users(), stores.pendingUsers(), AppServicesConfig.emailKeysOf(realm()), KeycloakClock.INSTANCE);
    }

    ForgottenPasswords forgottenPasswords() {
        Stores stores = Stores.of(session, realm());
        return new ForgottenPasswords(
                stores.users(),
                stores.pendingUsers(),
                AppServicesConfig.emailKeysOf(realm()),
                new KeycloakPasswords(session, realm()),
                KeycloakClock.INSTANCE);
    }

    EventBuilder event(EventType type) {
        session.setAttribute(SessionNotes.PROVIDER, ProviderType.LOCAL_USERPASS.wireName());
        return Events.of(session, type, requestId)
                .client(client())
                .detail(LoginService.PROVIDER_DETAIL, ProviderType.LOCAL_USERPASS.wireName());
    }
}
