package dev.appservices.clientapi;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import org.keycloak.models.KeycloakSession;

import dev.appservices.keycloak.ConsoleLinks;
import dev.appservices.keycloak.UserpassPages;
import dev.appservices.login.localuserpass.UserpassPageResource;

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

    /** The pages that mails of {@code local-userpass} lead to where the app has none. */
    @Path("app/{app}/{page}/{tokenId}")
    public UserpassPageResource userpassPage(
            @PathParam("app") String app, @PathParam("page") String page, @PathParam("tokenId") String tokenId) {
        return UserpassPages.of(session, app, page, tokenId)
                .map(UserpassPageResource::new)
                .orElseThrow(NotFoundException::new);
    }

    /** Where the {@code link} of an error leads: the realm's events in the admin console, which ask for a log-in. */
    @GET
    @Path("logs")
    public Response logs() {
        return Response.seeOther(ConsoleLinks.events(session)).build();
    }
}
