package dev.appservices.keycloak;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

import dev.appservices.app.ObjectIds;
import dev.appservices.customdata.CustomDataMapper;
import dev.appservices.migration.AppDefinition;
import dev.appservices.session.AppClaimsMapper;

/** The client of an app: public, since SDKs hold no secret, and without any way to log in but the app's own flow. */
final class ClientSetup {
    /** As App Services, whose clients refresh by it. */
    static final Duration ACCESS_TOKEN = Duration.ofMinutes(30);

    /** What the tokens of an app need; roles and profile claims would only make each request larger. */
    private static final Set<String> SCOPES = Set.of("basic", RealmSetup.SCOPE);

    private final Deployment deployment;
    private final RealmModel realm;

    ClientSetup(Deployment deployment, RealmModel realm) {
        this.deployment = deployment;
        this.realm = realm;
    }

    ClientModel apply(AuthenticationFlowModel flow) {
        ClientModel existing = realm.getClientByClientId(deployment.appId().value());
        boolean isNew = existing == null;
        ClientModel client = existing == null ? create() : existing;
        AppDefinition app = deployment.definition();
        origins(client, isNew, new TreeSet<>(app.allowedRequestOrigins()));
        attribute(client, isNew, Apps.DEPLOYMENT_MODEL, app.deploymentModel());
        attribute(client, isNew, Apps.REGION, app.region());
        complete(client, flow);
        return client;
    }

    /**
     * App Services allows every origin when a directory lists none. That makes a new app open; one that is there keeps
     * what its operator has set, since a file that does not speak of origins must not open an app to all pages.
     */
    private void origins(ClientModel client, boolean isNew, SortedSet<String> listed) {
        if (listed.isEmpty() && !isNew) {
            return;
        }
        deployment.set(
                "allowed origins",
                isNew,
                () -> new TreeSet<>(client.getWebOrigins()),
                wanted -> client.setWebOrigins(new HashSet<>(wanted)),
                listed.isEmpty() ? new TreeSet<>(Set.of("*")) : new TreeSet<>(listed));
    }

    private ClientModel create() {
        ClientModel client = realm.addClient(deployment.appId().value());
        client.setName(deployment.definition().name());
        client.setDescription("App Services app " + deployment.definition().name());
        client.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        client.setEnabled(true);
        client.setPublicClient(true);
        // Lets nobody in without redirect URIs, and the console shows the web origins of such clients only.
        client.setStandardFlowEnabled(true);
        client.setDirectAccessGrantsEnabled(true);
        client.setFullScopeAllowed(false);
        client.setAttribute(OIDCConfigAttributes.ACCESS_TOKEN_LIFESPAN, seconds(ACCESS_TOKEN));
        client.getClientScopes(true).values().stream()
                .filter(scope -> !SCOPES.contains(scope.getName()))
                .forEach(client::removeClientScope);
        client.addClientScopes(scopes(), true);
        client.addProtocolMapper(AppClaimsMapper.model());
        deployment.changed("client " + client.getClientId() + " is created");
        return client;
    }

    /** What an app cannot do without, also where an older version or a person made the client. */
    private void complete(ClientModel client, AuthenticationFlowModel flow) {
        if (!Apps.isMarked(client)) {
            client.setAttribute(Apps.MARKER, "true");
            AppIndex.announce(deployment.session());
        }
        if (client.getAttribute(Apps.DOMAIN_ID) == null) {
            client.setAttribute(Apps.DOMAIN_ID, ObjectIds.random());
        }
        if (client.getAuthenticationFlowBindingOverride(ProviderExecutions.BINDING) == null) {
            client.setAuthenticationFlowBindingOverride(ProviderExecutions.BINDING, flow.getId());
        }
        if (client.getProtocolMappersStream()
                .noneMatch(mapper -> CustomDataMapper.PROVIDER_ID.equals(mapper.getProtocolMapper()))) {
            client.addProtocolMapper(CustomDataMapper.model());
        }
        // The realm's own client limits would otherwise end these sessions for good.
        if (client.getAttribute(OIDCConfigAttributes.CLIENT_SESSION_IDLE_TIMEOUT) == null) {
            client.setAttribute(OIDCConfigAttributes.CLIENT_SESSION_IDLE_TIMEOUT, seconds(RealmSetup.IDLE));
        }
        if (client.getAttribute(OIDCConfigAttributes.CLIENT_SESSION_MAX_LIFESPAN) == null) {
            client.setAttribute(OIDCConfigAttributes.CLIENT_SESSION_MAX_LIFESPAN, seconds(RealmSetup.MAX));
        }
    }

    private void attribute(ClientModel client, boolean isNew, String name, String wanted) {
        deployment.set(name, isNew, () -> client.getAttribute(name), value -> client.setAttribute(name, value), wanted);
    }

    private Set<ClientScopeModel> scopes() {
        List<ClientScopeModel> all = realm.getClientScopesStream().toList();
        return all.stream().filter(scope -> SCOPES.contains(scope.getName())).collect(Collectors.toSet());
    }

    private static String seconds(Duration duration) {
        return String.valueOf(duration.toSeconds());
    }
}
