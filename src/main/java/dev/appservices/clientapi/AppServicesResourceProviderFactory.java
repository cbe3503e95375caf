package dev.appservices.clientapi;

import org.keycloak.Config;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

import com.google.auto.service.AutoService;

import dev.appservices.keycloak.AppDeployer;
import dev.appservices.keycloak.AppIndex;
import dev.appservices.keycloak.AppIndexes;
import dev.appservices.keycloak.AppServicesConfig;
import dev.appservices.keycloak.DeploymentOptions;
import dev.appservices.keycloak.KeycloakClock;
import dev.appservices.keycloak.StartDeployments;
import dev.appservices.keycloak.SupportedKeycloak;

/** Serves {@code /realms/{realm}/app-services}, and refuses to start on a Keycloak that is too old. */
@AutoService(RealmResourceProviderFactory.class)
public final class AppServicesResourceProviderFactory
        implements RealmResourceProviderFactory, AppIndexes.Holder, AppDeployer.Holder {
    public static final String PROVIDER_ID = AppServicesConfig.PROVIDER_ID;

    private final AppIndex appIndex = new AppIndex(KeycloakClock.INSTANCE);

    @SuppressWarnings("NullAway.Init") // Keycloak calls init before everything else.
    private AppDeployer deployer;

    @Override
    public void init(Config.Scope config) {
        SupportedKeycloak.check();
        deployer = new AppDeployer(DeploymentOptions.from(config));
    }

    /** Apps are deployed before the server tells that it is ready. */
    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                new StartDeployments(deployer).deployAll(factory);
            } else if (event instanceof ClientModel.ClientUpdatedEvent updated) {
                ClientModel client = updated.getUpdatedClient();
                appIndex.clientUpdated(updated.getKeycloakSession(), client.getRealm(), client);
            }
        });
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new AppServicesResourceProvider(session);
    }

    @Override
    public AppIndex appIndex() {
        return appIndex;
    }

    @Override
    public AppDeployer appDeployer() {
        return deployer;
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public void close() {}
}
