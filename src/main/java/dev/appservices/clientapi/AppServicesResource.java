package dev.appservices.clientapi;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.keycloak.models.KeycloakSession;

import dev.appservices.keycloak.ConsoleLinks;

/** Everything below {@code /realms/{realm}/app-services}. */
public final class AppServicesResource {
    private final KeycloakSession session;

    AppServicesResource(KeycloakSession session) {
        this.session = session;
    }

    @Path("api/client/v2.0")
    public ClientApiRealmResource clientApi() {
        return new ClientApiRealmResource(session);
    }

    /** Where the {@code link} of an error leads: the realm's events in the admin console, which ask for a log-in. */
    @GET
    @Path("logs")
    public Response logs() {
        return Response.seeOther(ConsoleLinks.events(session)).build();
    }
}
