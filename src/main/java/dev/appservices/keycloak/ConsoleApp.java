package dev.appservices.keycloak;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.UserStorageProvider;

import org.jboss.logging.Logger;

import dev.appservices.app.AppId;
import dev.appservices.migration.AppDefinition;

/**
 * The app that an operator asks for by writing an App ID into the settings: what the deployment of an exported directory
 * without providers would make. A realm is one app, and an App ID is one realm's.
 */
public final class ConsoleApp {
    private static final Logger logger = Logger.getLogger(ConsoleApp.class);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AppId appId;

    private ConsoleApp(KeycloakSession session, RealmModel realm, AppId appId) {
        this.session = session;
        this.realm = realm;
        this.appId = appId;
    }

    /** The app that the settings name; empty when they name none. */
    public static Optional<ConsoleApp> of(KeycloakSession session, RealmModel realm, AppServicesConfig config) {
        return config.appId().map(id -> new ConsoleApp(session, realm, id));
    }

    /** @throws org.keycloak.component.ComponentValidationException if the App ID cannot be this realm's */
    public void check() {
        apps(realm)
                .map(ClientModel::getClientId)
                .filter(other -> !other.equals(appId.value()))
                .findFirst()
                .ifPresent(this::refuseSecondApp);
        ClientModel client = realm.getClientByClientId(appId.value());
        if (client != null && !Apps.isMarked(client)) {
            throw ComponentSettings.refusal("App ID " + appId
                    + " is the ID of a client of this realm that is not an App Services app; choose another App ID, or"
                    + " delete that client");
        }
        session.realms()
                .getRealmsWithProviderTypeStream(UserStorageProvider.class)
                .filter(other -> !other.getId().equals(realm.getId()))
                .filter(other -> AppServicesConfig.componentOf(other).isPresent())
                .filter(other -> apps(other).anyMatch(app -> app.getClientId().equals(appId.value())))
                .findFirst()
                .ifPresent(other -> {
                    throw ComponentSettings.refusal("App ID " + appId + " is in use in the realm " + other.getName()
                            + "; requests name the app alone, so it must be unique");
                });
    }

    /** Makes the app, unless it exists: then it is left as the operator has it. */
    public void create() {
        if (realm.getClientByClientId(appId.value()) != null) {
            return;
        }
        AppDefinition definition = AppDefinition.withoutFiles(appId.value(), FlowSetup.implementedProviders());
        Deployment deployment = new Deployment(session, definition, appId, realm.getName(), false, Map.of());
        RealmModel completed = new RealmSetup(deployment).apply();
        new ClientSetup(deployment, completed).apply(new FlowSetup(deployment, completed).apply());
        logger.infof(
                "App %s in realm %s is made from the console: %s",
                appId, realm.getName(), String.join("; ", deployment.changes()));
    }

    private void refuseSecondApp(String other) {
        throw ComponentSettings.refusal(
                "App ID must be " + other + ", for that app is in this realm already, and a realm"
                        + " is one app; to give it another App ID, change the client ID of its client first, then this");
    }

    private Stream<ClientModel> apps(RealmModel where) {
        return session.clients().getClientsStream(where).filter(Apps::isMarked);
    }
}
