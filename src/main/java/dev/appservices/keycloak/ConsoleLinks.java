package dev.appservices.keycloak;

import java.net.URI;

import jakarta.ws.rs.core.UriBuilder;

import org.keycloak.models.KeycloakSession;
import org.keycloak.urls.UrlType;

/** Pages of Keycloak's admin console. */
public final class ConsoleLinks {
    private ConsoleLinks() {}

    /** The events of the realm of this request. */
    public static URI events(KeycloakSession session) {
        String realm = session.getContext().getRealm().getName();
        return UriBuilder.fromUri(session.getContext().getUri(UrlType.ADMIN).getBaseUri())
                .path("admin/master/console/")
                .fragment("/" + realm + "/events")
                .build();
    }
}
