package dev.appservices.keycloak;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.core.HttpHeaders;

import org.keycloak.models.KeycloakSession;

import org.jspecify.annotations.Nullable;

import dev.appservices.app.App;

/**
 * One request of the client API on its way through a route. Realm, client and app are known by the time a route sees it.
 *
 * @param baseUrl the URL through which the client reached the API, without trailing slash; never from a Host header where
 *     Keycloak has a hostname
 * @param parameters the named parts of the path
 */
public record ApiCall(
        KeycloakSession session,
        String requestId,
        String baseUrl,
        Map<String, String> parameters,
        Optional<App> knownApp,
        InputStream body) {
    public App app() {
        return knownApp.orElseThrow(() -> new IllegalStateException("This route belongs to no app"));
    }

    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalStateException("The path of this route has no part called " + name);
        }
        return value;
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(
                session.getContext().getUri().getQueryParameters().getFirst(name));
    }

    public @Nullable String authorization() {
        return session.getContext().getHttpRequest().getHttpHeaders().getHeaderString(HttpHeaders.AUTHORIZATION);
    }

    /** What the settings of the realm say of the address of Device Sync. */
    public String websocketHostname() {
        return AppServicesConfig.componentOf(session.getContext().getRealm())
                .map(component -> AppServicesConfig.from(session.getContext().getRealm(), component)
                        .websocketHostname())
                .orElse("");
    }
}
