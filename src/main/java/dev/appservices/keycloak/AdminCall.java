package dev.appservices.keycloak;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.core.MediaType;

import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

import dev.appservices.migration.AppDirectory;
import dev.appservices.user.DatabaseReport;
import dev.appservices.user.Identity;
import dev.appservices.user.UserDirectory.Unlinked;
import dev.appservices.user.UserId;

/**
 * One request of an administrator, whose token Keycloak has checked, to a realm that exists.
 *
 * @param parameters the named parts of the path
 */
public record AdminCall(
        KeycloakSession session,
        RealmModel realm,
        AdminPermissionEvaluator auth,
        AdminEventBuilder adminEvent,
        Map<String, String> parameters,
        InputStream body) {
    /** The same request on its way through a route, whose path has named parts. */
    public AdminCall with(Map<String, String> named) {
        return new AdminCall(session, realm, auth, adminEvent, named, body);
    }

    /** A named part of the path. */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalStateException("The path of this route has no part called " + name);
        }
        return value;
    }

    public boolean hasAll(Set<AdminRole> roles) {
        return roles.stream().allMatch(role -> role.isHeldBy(auth));
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(
                        session.getContext().getUri().getQueryParameters().getFirst(name))
                .map(String::trim)
                .filter(text -> !text.isEmpty());
    }

    /** The type of the body without its parameters, in lower case; empty if it is not named. */
    public String contentType() {
        MediaType type = session.getContext().getHttpRequest().getHttpHeaders().getMediaType();
        return type == null ? "" : (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
    }

    /** Whether plain text is what the client likes best. */
    public boolean wantsText() {
        List<MediaType> accepted =
                session.getContext().getHttpRequest().getHttpHeaders().getAcceptableMediaTypes();
        return !accepted.isEmpty()
                && !accepted.get(0).isWildcardType()
                && accepted.get(0).isCompatible(MediaType.TEXT_PLAIN_TYPE);
    }

    public List<DeployedApp> deployedApps() {
        return AppDeployer.deployedIn(realm);
    }

    /** What this node knows of the realm's database. */
    public DatabaseReport databaseReport() {
        return Stores.report(session, realm);
    }

    /**
     * Deploys into the realm of this request; what is really deployed writes an admin event in the same transaction.
     *
     * @throws DeploymentException if it cannot be deployed as it is
     */
    public DeploymentResult deploy(AppDirectory directory, boolean dryRun) {
        DeploymentOrder order = new DeploymentOrder(
                directory,
                query("appId"),
                Optional.of(realm.getName()),
                dryRun,
                auth.adminAuth().getUser().getUsername());
        return AppDeployer.of(session)
                .deploy(
                        session,
                        order,
                        (own, result) -> adminEvent
                                .clone(own)
                                .operation(OperationType.ACTION)
                                .resource("APP_SERVICES_DEPLOYMENT")
                                .resourcePath(
                                        "app-services",
                                        "deployments",
                                        result.appId().value())
                                .representation(new Deployed(result.appId().value(), result.hash(), result.plan()))
                                .success());
    }

    /** Takes an identity from a user and ends the sessions that began with it; writes an admin event where it did. */
    public Unlinked unlink(UserId id, String providerType, String identityId) {
        if (AppServicesConfig.componentOf(realm).isEmpty()) {
            return Unlinked.ABSENT;
        }
        Unlinked unlinked =
                new IdentityRemoval(session, realm).remove(id, new Identity(providerType, identityId, Map.of()));
        if (unlinked == Unlinked.DONE) {
            adminEvent
                    .operation(OperationType.DELETE)
                    .resource(ResourceType.USER)
                    .resourcePath("app-services", "users", id.hex(), "identities", providerType, identityId)
                    .success();
        }
        return unlinked;
    }

    /** What an admin event keeps of a deployment: nothing of the content, and no secret. */
    public record Deployed(String appId, String hash, List<String> plan) {}
}
