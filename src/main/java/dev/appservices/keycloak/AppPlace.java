package dev.appservices.keycloak;

import java.util.List;
import java.util.Optional;

import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.UserStorageProvider;

import dev.appservices.app.AppId;
import dev.appservices.keycloak.DeploymentException.Reason;

/**
 * Where an app goes, once it is certain that nothing else is there: a realm is one app, and an App ID is one realm.
 *
 * @param deployed what was deployed there last
 */
record AppPlace(AppId appId, Optional<DeployedApp> deployed) {
    private static final String NO_APP_ID =
            "No file names the App ID: give the one that your clients use, at start by the"
                    + " server option spi-realm-restapi-extension--app-services--app-id, by admin REST as appId=";

    static AppPlace of(KeycloakSession session, DeploymentOrder order) {
        Optional<RealmModel> realm = Optional.ofNullable(session.realms().getRealmByName(order.realmName()));
        List<ClientModel> apps =
                realm.map(Apps::markedIn).map(clients -> clients.toList()).orElse(List.of());
        AppId appId = appId(order, apps);
        apps.stream()
                .filter(client -> !client.getClientId().equals(appId.value()))
                .findFirst()
                .ifPresent(other -> refuseSecondApp(order, other, appId));
        realm.ifPresent(known -> refuseForeignClient(known, appId));
        refuseTwin(session, appId, order.realmName());
        return new AppPlace(appId, apps.stream().findFirst().flatMap(DeployedApp::of));
    }

    /** Newer exports have no App ID: what the operator says counts first, what the realm is already counts last. */
    private static AppId appId(DeploymentOrder order, List<ClientModel> apps) {
        String text = order.appId()
                .or(() -> order.directory().definition().appId())
                .or(() -> apps.stream().findFirst().map(ClientModel::getClientId))
                .orElseThrow(() -> new DeploymentException(Reason.INVALID, NO_APP_ID));
        try {
            return new AppId(text);
        } catch (IllegalArgumentException e) {
            throw new DeploymentException(Reason.INVALID, String.valueOf(e.getMessage()));
        }
    }

    private static void refuseSecondApp(DeploymentOrder order, ClientModel other, AppId appId) {
        throw new DeploymentException(
                Reason.CONFLICT,
                "The realm " + order.realmName() + " is the app " + other.getClientId()
                        + " already, and a realm is one app: deploy " + appId + " into another realm");
    }

    /** A client for something else would become public and lose what protects it. */
    private static void refuseForeignClient(RealmModel realm, AppId appId) {
        ClientModel client = realm.getClientByClientId(appId.value());
        if (client != null && !Apps.isMarked(client)) {
            throw new DeploymentException(
                    Reason.CONFLICT,
                    "The App ID " + appId + " is the ID of a client of the realm " + realm.getName()
                            + " that is not an App Services app: choose another one, or delete that client");
        }
    }

    private static void refuseTwin(KeycloakSession session, AppId appId, String realmName) {
        session.realms()
                .getRealmsWithProviderTypeStream(UserStorageProvider.class)
                .filter(other -> !other.getName().equals(realmName))
                .filter(other -> Optional.ofNullable(other.getClientByClientId(appId.value()))
                        .filter(Apps::isMarked)
                        .isPresent())
                .findFirst()
                .ifPresent(other -> {
                    throw new DeploymentException(
                            Reason.CONFLICT,
                            "The App ID " + appId + " is in use in the realm " + other.getName()
                                    + "; requests name the app alone, so it must be unique");
                });
    }
}
