package dev.appservices.keycloak;

import java.util.List;

import org.keycloak.cluster.ClusterProvider;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.UserStorageProviderModel;

/** Work beside requests, in threads of its own and on one node of a cluster at a time. */
final class ClusterWork {
    private static final String EXECUTOR = "app-services";

    private ClusterWork() {}

    /** Returns at once: Keycloak has one timer thread for all of its tasks. */
    static void inBackground(KeycloakSessionFactory factory, Runnable work) {
        try (KeycloakSession session = factory.create()) {
            session.getProvider(ExecutorsProvider.class).getExecutor(EXECUTOR).execute(work);
        }
    }

    /**
     * Does nothing while the same is done here or on another node. There is no transaction around the work, which may
     * take longer than one may.
     *
     * @param seconds after which a node that has not told the end is taken to be gone
     */
    static void alone(KeycloakSessionFactory factory, String lock, int seconds, Runnable work) {
        try (KeycloakSession session = factory.create()) {
            session.getProvider(ClusterProvider.class).executeIfNotExecuted(lock, seconds, () -> {
                work.run();
                return true;
            });
        }
    }

    /** Ids of the realms that are apps and switched on. */
    static List<String> realmIds(KeycloakSessionFactory factory) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                factory,
                session -> session.realms()
                        .getRealmsWithProviderTypeStream(UserStorageProvider.class)
                        .filter(ClusterWork::isServed)
                        .map(RealmModel::getId)
                        .toList());
    }

    static boolean isServed(RealmModel realm) {
        return realm.isEnabled()
                && AppServicesConfig.componentOf(realm)
                        .filter(component -> new UserStorageProviderModel(component).isEnabled())
                        .isPresent();
    }
}
