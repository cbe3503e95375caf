package dev.appservices.keycloak;

import java.util.Optional;

import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

import dev.appservices.error.AppServicesException;
import dev.appservices.login.apikey.ApiKeyHash;

/**
 * The secret with which the API keys of a realm are hashed: a setting of the user federation, so it is in Keycloak's
 * database, in backups and exports of the realm, and on all nodes. The keys of the realm would not do, since they are
 * replaced from time to time, and a key of an app has no end.
 */
public final class ApiKeySecret {
    private static final String LOCK = "app-services-api-key-secret-";
    private static final int LOCK_SECONDS = 60;

    private ApiKeySecret() {}

    /** Empty where settings were last saved by a version without API keys, and so no key has been made. */
    public static Optional<ApiKeyHash> known(RealmModel realm) {
        return AppServicesConfig.componentOf(realm)
                .flatMap(component -> AppServicesConfig.from(realm, component).apiKeySecret())
                .map(ApiKeyHash::new);
    }

    /** Makes the secret if there is none: one for all nodes. */
    static ApiKeyHash required(KeycloakSession session, RealmModel realm) {
        return known(realm).orElseGet(() -> {
            ClusterWork.alone(
                    session.getKeycloakSessionFactory(),
                    LOCK + realm.getId(),
                    LOCK_SECONDS,
                    () -> KeycloakModelUtils.runJobInTransaction(
                            session.getKeycloakSessionFactory(), own -> make(own, realm.getId())));
            return KeycloakModelUtils.runJobInTransactionWithResult(
                            session.getKeycloakSessionFactory(),
                            own -> known(own.realms().getRealm(realm.getId())))
                    .orElseThrow(() -> AppServicesException.busy("the secret of API keys is being made: try again"));
        });
    }

    private static void make(KeycloakSession session, String realmId) {
        RealmModel realm = session.realms().getRealm(realmId);
        session.getContext().setRealm(realm);
        Optional<ComponentModel> component = AppServicesConfig.componentOf(realm);
        if (component.isPresent() && known(realm).isEmpty()) {
            ComponentModel completed = new ComponentModel(component.get());
            AppServicesConfig.completeSecret(completed);
            realm.updateComponent(completed);
        }
    }
}
