package dev.appservices.adminapi;

import java.util.Map;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

import dev.appservices.keycloak.AdminCall;

/** Hands the requests below {@code /admin/realms/{realm}/app-services} to the routing table. */
final class AppServicesAdminResourceProvider implements AdminRealmResourceProvider {
    @Override
    public Object getResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
        return new AdminApiResource(body -> new AdminCall(session, realm, auth, adminEvent, Map.of(), body));
    }

    @Override
    public void close() {}
}
