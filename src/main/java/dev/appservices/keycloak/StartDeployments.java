package dev.appservices.keycloak;

import java.nio.file.Path;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

import org.jboss.logging.Logger;

import dev.appservices.migration.AppDirectory;
import dev.appservices.migration.AppDirectoryException;

/** Deploys the apps that the server options name, when the server starts: each for itself. */
public final class StartDeployments {
    private static final Logger logger = Logger.getLogger(StartDeployments.class);

    private final AppDeployer deployer;

    public StartDeployments(AppDeployer deployer) {
        this.deployer = deployer;
    }

    /** One that fails is told in the log; it keeps neither the others nor the server from starting. */
    public void deployAll(KeycloakSessionFactory factory) {
        for (Path path : deployer.options().directories()) {
            try {
                KeycloakModelUtils.runJobInTransaction(factory, session -> deploy(session, path));
            } catch (AppDirectoryException | DeploymentException e) {
                tell(path, e);
            } catch (RuntimeException e) {
                logger.errorf(e, "The app in %s was not deployed: %s", path, e.getMessage());
            }
        }
    }

    private void deploy(KeycloakSession session, Path path) {
        DeploymentOptions options = deployer.options();
        DeploymentOrder order = new DeploymentOrder(
                AppDirectory.read(path),
                options.appId(),
                options.realm(),
                options.dryRun(),
                DeploymentOrder.SERVER_OPTION);
        log(deployer.deploy(session, order, (own, result) -> {}));
    }

    private static void tell(Path path, RuntimeException e) {
        if (e instanceof DeploymentException busy && busy.reason() == DeploymentException.Reason.BUSY) {
            // Nodes of one cluster start with the same options: whichever comes first does it for all.
            logger.infof("The app in %s is left to another node, which deploys just now", path);
        } else {
            logger.errorf("The app in %s was not deployed: %s", path, e.getMessage());
        }
    }

    private static void log(DeploymentResult result) {
        logger.info(result.report().toText());
        String plan = result.plan().isEmpty() ? "nothing has changed" : String.join("; ", result.plan());
        if (result.dryRun()) {
            logger.infof("Dry run, app %s in realm %s would be deployed: %s", result.appId(), result.realm(), plan);
        } else {
            logger.infof("App %s in realm %s is deployed: %s", result.appId(), result.realm(), plan);
        }
    }
}
