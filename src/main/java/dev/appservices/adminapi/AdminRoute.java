package dev.appservices.adminapi;

import java.util.Set;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.appservices.keycloak.AdminCall;
import dev.appservices.keycloak.AdminRole;

/**
 * One row of the routing table.
 *
 * @param path below {@code /admin/realms/{realm}/app-services/}
 * @param roles all of which are needed
 */
record AdminRoute(String method, String path, Set<AdminRole> roles, Handler handler) {
    /** Answers a request that may have an answer. */
    @FunctionalInterface
    interface Handler {
        ResponseBuilder handle(AdminCall call);
    }
}
