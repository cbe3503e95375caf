package dev.appservices.keycloak;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The executions of the flow that is bound to the app's client: which providers are on, and how they are set. */
public final class ProviderExecutions {
    /** The override of a client that names its flow for direct logins. */
    public static final String BINDING = "direct_grant";

    private final RealmModel realm;
    private final Optional<String> flowId;

    public ProviderExecutions(KeycloakSession session) {
        this(session.getContext().getRealm(), session.getContext().getClient());
    }

    private ProviderExecutions(RealmModel realm, ClientModel client) {
        this.realm = realm;
        flowId = Optional.ofNullable(client.getAuthenticationFlowBindingOverride(BINDING));
    }

    /** Those of an app's client. */
    static ProviderExecutions of(RealmModel realm, ClientModel client) {
        return new ProviderExecutions(realm, client);
    }

    /** The settings of a provider that is on; an empty map when it has none, empty when it is off. */
    public Optional<Map<String, String>> enabledConfig(String authenticator) {
        return flowId.flatMap(id -> find(id, authenticator)).map(execution -> {
            String configId = execution.getAuthenticatorConfig();
            AuthenticatorConfigModel config = configId == null ? null : realm.getAuthenticatorConfigById(configId);
            return config == null || config.getConfig() == null ? Map.of() : config.getConfig();
        });
    }

    private Optional<AuthenticationExecutionModel> find(String flow, String authenticator) {
        return executions(flow)
                .filter(execution -> execution.getRequirement() != Requirement.DISABLED)
                .flatMap(execution -> execution.isAuthenticatorFlow()
                        ? find(execution.getFlowId(), authenticator).stream()
                        : Stream.of(execution).filter(step -> authenticator.equals(step.getAuthenticator())))
                .findFirst();
    }

    private Stream<AuthenticationExecutionModel> executions(String flow) {
        return realm.getAuthenticationExecutionsStream(flow);
    }
}
