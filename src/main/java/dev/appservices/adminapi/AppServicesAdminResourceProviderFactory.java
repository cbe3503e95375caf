package dev.appservices.adminapi;

import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;

import com.google.auto.service.AutoService;

import dev.appservices.keycloak.AppServicesConfig;
import dev.appservices.keycloak.StatelessFactory;

/** Serves {@code /admin/realms/{realm}/app-services}; the id is part of the URL. */
@AutoService(AdminRealmResourceProviderFactory.class)
public final class AppServicesAdminResourceProviderFactory
        implements AdminRealmResourceProviderFactory, StatelessFactory<AdminRealmResourceProvider> {
    public static final String PROVIDER_ID = AppServicesConfig.PROVIDER_ID;

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return new AppServicesAdminResourceProvider();
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }
}
