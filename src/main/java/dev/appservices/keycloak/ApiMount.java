package dev.appservices.keycloak;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.urls.UrlType;

import org.jspecify.annotations.Nullable;

import dev.appservices.app.App;
import dev.appservices.app.AppId;
import dev.appservices.error.AppServicesException;

/**
 * Where a request came in: at the server's root, where the app tells the realm, or below the path of a realm, where only
 * its own apps exist.
 */
public final class ApiMount {
    private static final String REALM_PATH = "realms/%s/app-services";
    private static final Pattern TRAILING_SLASHES = Pattern.compile("/+$");

    private final KeycloakSession session;
    private final AppIndex index;
    private final boolean atRoot;

    private ApiMount(KeycloakSession session, AppIndex index, boolean atRoot) {
        this.session = session;
        this.index = index;
        this.atRoot = atRoot;
    }

    public static ApiMount atRoot(KeycloakSession session, AppIndex index) {
        return new ApiMount(session, index, true);
    }

    public static ApiMount inRealm(KeycloakSession session, AppIndex index) {
        return new ApiMount(session, index, false);
    }

    public KeycloakSession session() {
        return session;
    }

    /** Looks an app up and makes its realm and client those of the request. */
    public Optional<App> findApp(String id) {
        if (id.isBlank() || id.length() > 255) {
            return Optional.empty();
        }
        AppId appId = new AppId(id);
        Optional<AppIndex.Entry> entry = atRoot
                ? index.find(session, appId)
                : AppIndex.inRealm(session.getContext().getRealm(), appId);
        entry.ifPresent(found -> {
            session.getContext().setRealm(found.realm());
            session.getContext().setClient(found.client());
        });
        return entry.map(found -> Apps.of(found.realm(), found.client()));
    }

    /** The URL through which clients reach this mount, without trailing slash. */
    public String baseUrl() {
        String server = serverUrl();
        return atRoot ? server : server + "/" + REALM_PATH.formatted(realm().getName());
    }

    /** Where an operator finds a request by its id. */
    public String logsUrl() {
        RealmModel realm = session.getContext().getRealm();
        return realm == null
                ? serverUrl() + "/logs"
                : serverUrl() + "/" + REALM_PATH.formatted(realm.getName()) + "/logs";
    }

    /** Refuses plain HTTP where the realm wants TLS, as Keycloak's own endpoints do. */
    public void requireTls() {
        boolean plain =
                !"https".equals(session.getContext().getUri().getBaseUri().getScheme());
        if (plain && realm().getSslRequired().isRequired(session.getContext().getConnection())) {
            throw AppServicesException.withoutCode(403, "HTTPS required");
        }
    }

    /** The path as it was sent, still encoded: a line break in it must not begin a new line of the log. */
    public String rawPath() {
        return session.getContext().getUri().getRequestUri().getRawPath();
    }

    /** The provider of the session or registration that this request turned out to be about. */
    public Optional<String> provider() {
        return Optional.ofNullable(session.getAttribute(SessionNotes.PROVIDER, String.class));
    }

    public void rollback() {
        session.getTransactionManager().setRollbackOnly();
    }

    public @Nullable String header(String name) {
        return session.getContext().getHttpRequest().getHttpHeaders().getHeaderString(name);
    }

    public @Nullable String authorization() {
        return header("Authorization");
    }

    private RealmModel realm() {
        RealmModel realm = session.getContext().getRealm();
        if (realm == null) {
            throw new IllegalStateException("The realm of this request is not known yet");
        }
        return realm;
    }

    private String serverUrl() {
        URI base = session.getContext().getUri(UrlType.FRONTEND).getBaseUri();
        return TRAILING_SLASHES.matcher(base.toString()).replaceAll("");
    }
}
