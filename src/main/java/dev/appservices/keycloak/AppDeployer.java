package dev.appservices.keycloak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.keycloak.cluster.ClusterProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jboss.logging.Logger;

import dev.appservices.app.AppId;
import dev.appservices.migration.AppDefinition;
import dev.appservices.migration.AppDirectory;
import dev.appservices.migration.AppDirectoryException;

/**
 * Deploys exported apps when the server starts, one node of a cluster at a time.
 *
 * <p>What was deployed is remembered as the hash of the directory and the revision of this code: the same again does
 * nothing, so edits in the console survive restarts. A new revision adds only what is missing. A changed directory wins
 * over the console, and its plan says so.
 */
public final class AppDeployer {
    private static final Logger logger = Logger.getLogger(AppDeployer.class);
    private static final String LOCK = "app-services-deployment";
    private static final int LOCK_SECONDS = 300;

    /** Raised whenever a deployment of this version does more than one of the version before. */
    private static final int REVISION = 1;

    /** Client attribute: what was deployed last. */
    private static final String DEPLOYED = "appServices.deployed";

    private final DeploymentOptions options;

    public AppDeployer(DeploymentOptions options) {
        this.options = options;
    }

    /** Deploys all directories; one that fails is told in the log and does not keep the server from starting. */
    public void deployAll(KeycloakSessionFactory factory) {
        for (Path directory : options.directories()) {
            try {
                deploy(factory, directory);
            } catch (AppDirectoryException | DeploymentException e) {
                logger.errorf("The app in %s was not deployed: %s", directory, e.getMessage());
            } catch (RuntimeException e) {
                logger.errorf(e, "The app in %s was not deployed: %s", directory, e.getMessage());
            }
        }
    }

    private void deploy(KeycloakSessionFactory factory, Path path) {
        AppDirectory directory = AppDirectory.read(path);
        AppDefinition definition = directory.definition();
        AppId appId = options.appId()
                .or(definition::appId)
                .map(AppId::new)
                .orElseThrow(() -> new DeploymentException("No file names the App ID: set the server option"
                        + " spi-realm-restapi-extension--app-services--app-id to the one your clients use"));
        String realmName = options.realm().orElse(definition.name());
        logger.info(
                directory.report(FlowSetup.implementedProviders(), secrets()).toText());
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            ClusterProvider cluster = session.getProvider(ClusterProvider.class);
            cluster.executeIfNotExecuted(LOCK, LOCK_SECONDS, () -> {
                List<String> changes = apply(session, directory, appId, realmName);
                log(appId, realmName, changes);
                return null;
            });
        });
    }

    private List<String> apply(KeycloakSession session, AppDirectory directory, AppId appId, String realmName) {
        refuseTwin(session, appId, realmName);
        RealmModel known = session.realms().getRealmByName(realmName);
        ClientModel before = known == null ? null : known.getClientByClientId(appId.value());
        String last = before == null ? null : before.getAttribute(DEPLOYED);
        String deployed = directory.hash() + ":" + REVISION;
        if (deployed.equals(last)) {
            return List.of();
        }
        boolean changedDirectory = last == null || !last.startsWith(directory.hash() + ":");
        Deployment deployment = new Deployment(session, directory.definition(), appId, realmName, changedDirectory);
        RealmModel realm = new RealmSetup(deployment).apply();
        ClientModel client = new ClientSetup(deployment, realm).apply(new FlowSetup(deployment, realm).apply());
        client.setAttribute(DEPLOYED, deployed);
        if (options.dryRun()) {
            session.getTransactionManager().setRollbackOnly();
        }
        return deployment.changes();
    }

    private static void refuseTwin(KeycloakSession session, AppId appId, String realmName) {
        new AppIndex(KeycloakClock.INSTANCE)
                .find(session, appId)
                .filter(other -> !other.realm().getName().equals(realmName))
                .ifPresent(other -> {
                    throw new DeploymentException("The App ID " + appId + " is in use in the realm "
                            + other.realm().getName() + "; requests name the app alone, so it must be unique");
                });
    }

    private void log(AppId appId, String realmName, List<String> changes) {
        String plan = changes.isEmpty() ? "nothing has changed" : String.join("; ", changes);
        if (options.dryRun()) {
            logger.infof("Dry run, app %s in realm %s would be deployed: %s", appId, realmName, plan);
        } else {
            logger.infof("App %s in realm %s is deployed: %s", appId, realmName, plan);
        }
    }

    private Map<String, String> secrets() {
        return options.secretsFile().map(AppDeployer::read).orElse(Map.of());
    }

    private static Map<String, String> read(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            return new ObjectMapper().readValue(reader, new TypeReference<Map<String, String>>() {});
        } catch (IOException e) {
            // The parser's own sentence may quote a secret.
            throw new DeploymentException("The secrets file " + file + " is not a JSON object of names and texts");
        }
    }
}
