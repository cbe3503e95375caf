package dev.appservices.keycloak;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.keycloak.cluster.ClusterProvider;
import org.keycloak.cluster.ExecutionResult;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

import dev.appservices.app.AppId;
import dev.appservices.migration.Report;

/**
 * Deploys an exported app, one at a time in the whole cluster, in a transaction of its own: all of it, or nothing.
 *
 * <p>What was deployed is remembered as the hash of the directory and the revision of this code: the same again does
 * nothing, so edits in the console survive restarts. A new revision adds only what is missing. A changed directory wins
 * over the console, and its plan says so.
 */
public final class AppDeployer {
    private static final String LOCK = "app-services-deployment";
    private static final int LOCK_SECONDS = 300;

    /** Raised whenever a deployment of this version does more than one of the version before. */
    private static final int REVISION = 2;

    private final DeploymentOptions options;

    public AppDeployer(DeploymentOptions options) {
        this.options = options;
    }

    /** What the factory that knows the server options offers. */
    public interface Holder {
        AppDeployer appDeployer();
    }

    public static AppDeployer of(KeycloakSession session) {
        return ((Holder) AppIndexes.holder(session)).appDeployer();
    }

    DeploymentOptions options() {
        return options;
    }

    /** What is deployed in a realm now: one app, or none. */
    public static List<DeployedApp> deployedIn(RealmModel realm) {
        return Apps.markedIn(realm)
                .flatMap(client -> DeployedApp.of(client).stream())
                .toList();
    }

    /**
     * @param deployed called within the transaction when something is deployed, which is neither so for a dry run nor for
     *     a directory that has not changed
     * @throws DeploymentException if it cannot be deployed as it is
     */
    public DeploymentResult deploy(
            KeycloakSession session, DeploymentOrder order, BiConsumer<KeycloakSession, DeploymentResult> deployed) {
        // The lock is outside of the transaction, so that the next one sees what this one has committed.
        ExecutionResult<DeploymentResult> result = session.getProvider(ClusterProvider.class)
                .executeIfNotExecuted(LOCK, LOCK_SECONDS, () -> inTransaction(session, order, deployed));
        if (!result.isExecuted()) {
            throw new DeploymentException(
                    DeploymentException.Reason.BUSY, "Another deployment is under way; try again when it has ended");
        }
        return result.getResult();
    }

    private DeploymentResult inTransaction(
            KeycloakSession session, DeploymentOrder order, BiConsumer<KeycloakSession, DeploymentResult> deployed) {
        return KeycloakModelUtils.runJobInTransactionWithResult(session.getKeycloakSessionFactory(), own -> {
            DeploymentResult result = apply(own, order);
            if (order.dryRun()) {
                own.getTransactionManager().setRollbackOnly();
            } else if (result.changed()) {
                deployed.accept(own, result);
            }
            return result;
        });
    }

    private DeploymentResult apply(KeycloakSession session, DeploymentOrder order) {
        AppPlace place = AppPlace.of(session, order);
        String hash = order.directory().hash();
        Precedence precedence = Precedence.of(place.deployed(), hash, REVISION);
        List<String> plan = precedence == Precedence.NOTHING
                ? List.of()
                : change(session, order, place.appId(), precedence == Precedence.DIRECTORY);
        return new DeploymentResult(
                place.appId(),
                order.realmName(),
                order.dryRun(),
                precedence != Precedence.NOTHING,
                hash,
                plan,
                report(order));
    }

    private List<String> change(KeycloakSession session, DeploymentOrder order, AppId appId, boolean overwriting) {
        Deployment deployment = new Deployment(
                session, order.directory().definition(), appId, order.realmName(), overwriting, options.secrets());
        RealmModel realm = new RealmSetup(deployment).apply();
        ClientModel client = new ClientSetup(deployment, realm).apply(new FlowSetup(deployment, realm).apply());
        Instant now = KeycloakClock.INSTANCE.instant();
        new DeployedApp(appId.value(), order.directory().hash(), REVISION, Optional.of(now), Optional.of(order.by()))
                .writeTo(client);
        return deployment.changes();
    }

    private Report report(DeploymentOrder order) {
        return order.directory().report(FlowSetup.implementedProviders(), options.secrets());
    }
}
