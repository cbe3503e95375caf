package dev.appservices.clientapi;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

import org.keycloak.models.KeycloakSession;

import dev.appservices.keycloak.ApiMount;
import dev.appservices.keycloak.AppIndexes;

/**
 * The client API at the root of the server, where native SDKs need it: they double the path of a base URL. Keycloak
 * indexes the jars of its providers folder, so this class is served like its own; that is not documented, so it is tested
 * at start, and the realm path serves the same.
 */
@Provider
@Path("/api/client/v2.0")
public final class ClientApiRootResource extends ClientApiVerbs {
    @Context
    @SuppressWarnings("NullAway.Init") // JAX-RS sets it before any request.
    KeycloakSession session;

    @Override
    ApiMount mount() {
        return ApiMount.atRoot(session, AppIndexes.of(session));
    }
}
