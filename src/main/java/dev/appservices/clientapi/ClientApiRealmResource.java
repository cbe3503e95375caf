package dev.appservices.clientapi;

import org.keycloak.models.KeycloakSession;

import dev.appservices.keycloak.ApiMount;
import dev.appservices.keycloak.AppIndexes;

/** The client API below {@code /realms/{realm}/app-services}. */
public final class ClientApiRealmResource extends ClientApiVerbs {
    private final KeycloakSession session;

    public ClientApiRealmResource(KeycloakSession session) {
        this.session = session;
    }

    @Override
    ApiMount mount() {
        return ApiMount.inRealm(session, AppIndexes.of(session));
    }
}
