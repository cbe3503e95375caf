package dev.appservices.adminapi;

import java.util.List;
import java.util.Set;

import dev.appservices.deployment.DeploymentsResource;
import dev.appservices.login.apikey.ServerKeysResource;
import dev.appservices.login.customtoken.CustomTokenTestResource;
import dev.appservices.login.localuserpass.PendingUsersResource;
import dev.appservices.user.DatabaseResource;
import dev.appservices.user.IdentityResource;

import static dev.appservices.keycloak.AdminRole.MANAGE_CLIENTS;
import static dev.appservices.keycloak.AdminRole.MANAGE_REALM;
import static dev.appservices.keycloak.AdminRole.MANAGE_USERS;
import static dev.appservices.keycloak.AdminRole.VIEW_CLIENTS;
import static dev.appservices.keycloak.AdminRole.VIEW_REALM;
import static dev.appservices.keycloak.AdminRole.VIEW_USERS;

/** The routing table: every URL of ours below {@code /admin/realms/{realm}/app-services/}, and who may use it. */
final class AdminRoutes {
    /** A deployment writes flows, components and settings of the realm, and clients with their mappers and scopes. */
    static final List<AdminRoute> ALL = List.of(
            new AdminRoute("POST", "deployments", Set.of(MANAGE_REALM, MANAGE_CLIENTS), DeploymentsResource::post),
            new AdminRoute("GET", "deployments", Set.of(VIEW_REALM, VIEW_CLIENTS), DeploymentsResource::get),
            new AdminRoute("GET", "database", Set.of(VIEW_REALM, VIEW_USERS), DatabaseResource::get),
            new AdminRoute("GET", "pending-users", Set.of(VIEW_USERS), PendingUsersResource::list),
            new AdminRoute("GET", "pending-users/{id}", Set.of(VIEW_USERS), PendingUsersResource::get),
            new AdminRoute("DELETE", "pending-users/{id}", Set.of(MANAGE_USERS), PendingUsersResource::delete),
            new AdminRoute("POST", "pending-users/{id}/confirm", Set.of(MANAGE_USERS), PendingUsersResource::confirm),
            new AdminRoute(
                    "POST", "pending-users/{id}/send-confirmation", Set.of(MANAGE_USERS), PendingUsersResource::send),
            new AdminRoute(
                    "DELETE",
                    "users/{id}/identities/{type}/{identity}",
                    Set.of(MANAGE_USERS),
                    IdentityResource::delete),
            new AdminRoute("POST", "custom-token/test", Set.of(VIEW_REALM), CustomTokenTestResource::post),
            new AdminRoute("GET", "api-keys", Set.of(VIEW_USERS), ServerKeysResource::list),
            new AdminRoute("POST", "api-keys", Set.of(MANAGE_USERS), ServerKeysResource::post),
            new AdminRoute("GET", "api-keys/{id}", Set.of(VIEW_USERS), ServerKeysResource::get),
            new AdminRoute("DELETE", "api-keys/{id}", Set.of(MANAGE_USERS), ServerKeysResource::delete),
            new AdminRoute("PUT", "api-keys/{id}/enable", Set.of(MANAGE_USERS), ServerKeysResource::enable),
            new AdminRoute("PUT", "api-keys/{id}/disable", Set.of(MANAGE_USERS), ServerKeysResource::disable));

    private AdminRoutes() {}

    /** The rows of a path, for all methods; empty when there is no such path. */
    static List<AdminRoute> at(String path) {
        return ALL.stream().filter(route -> route.match(path).isPresent()).toList();
    }
}
