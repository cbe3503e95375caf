package dev.appservices.clientapi;

import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** Hands Keycloak the resource of one request. */
record AppServicesResourceProvider(KeycloakSession session) implements RealmResourceProvider {
    @Override
    public Object getResource() {
        return new AppServicesResource(session);
    }

    @Override
    public void close() {}
}
