package dev.appservices.keycloak;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.RealmModel;

import dev.appservices.app.ProviderType;
import dev.appservices.login.anonuser.AnonUserAuthenticatorFactory;
import dev.appservices.login.apikey.ApiKeyAuthenticatorFactory;
import dev.appservices.login.customtoken.CustomTokenAuthenticatorFactory;
import dev.appservices.login.localuserpass.LocalUserpassAuthenticatorFactory;
import dev.appservices.migration.ProviderDefinition;

/**
 * The login flow of an app. The providers are alternatives inside one required sub-flow: beside it, an operator can put
 * any step of Keycloak's, which a required step beside alternatives would not allow.
 */
final class FlowSetup {
    static final String FLOW = "app-services-login";
    static final String PROVIDERS = "app-services-login-providers";

    private static final Map<String, String> AUTHENTICATORS = Map.of(
            ProviderType.ANON_USER.wireName(), AnonUserAuthenticatorFactory.PROVIDER_ID,
            ProviderType.LOCAL_USERPASS.wireName(), LocalUserpassAuthenticatorFactory.PROVIDER_ID,
            ProviderType.API_KEY.wireName(), ApiKeyAuthenticatorFactory.PROVIDER_ID,
            ProviderType.CUSTOM_TOKEN.wireName(), CustomTokenAuthenticatorFactory.PROVIDER_ID);

    private final Deployment deployment;
    private final RealmModel realm;

    FlowSetup(Deployment deployment, RealmModel realm) {
        this.deployment = deployment;
        this.realm = realm;
    }

    /** The wire names of the providers that this version serves. */
    static Set<String> implementedProviders() {
        return AUTHENTICATORS.keySet();
    }

    AuthenticationFlowModel apply() {
        AuthenticationFlowModel providers = Optional.ofNullable(realm.getFlowByAlias(PROVIDERS))
                .orElseGet(() -> addFlow(PROVIDERS, "One alternative for each provider of the app", false));
        AuthenticationFlowModel flow =
                Optional.ofNullable(realm.getFlowByAlias(FLOW)).orElseGet(() -> addTopFlow(providers));
        deployment.definition().providers().forEach(provider -> execution(providers, provider));
        switchOffAbsent(providers);
        return flow;
    }

    /** A directory is the whole app, so a provider that it no longer has is off; its settings stay for the next time. */
    private void switchOffAbsent(AuthenticationFlowModel flow) {
        AUTHENTICATORS.forEach((type, authenticator) -> {
            if (deployment.definition().provider(type).isEmpty()) {
                step(flow, authenticator)
                        .ifPresent(step -> require(
                                step, type + ", which the directory no longer has", false, Requirement.DISABLED));
            }
        });
    }

    private AuthenticationFlowModel addTopFlow(AuthenticationFlowModel providers) {
        AuthenticationFlowModel flow = addFlow(FLOW, "How App Services SDKs log in", true);
        AuthenticationExecutionModel step = new AuthenticationExecutionModel();
        step.setParentFlow(flow.getId());
        step.setFlowId(providers.getId());
        step.setAuthenticatorFlow(true);
        step.setRequirement(Requirement.REQUIRED);
        step.setPriority(10);
        realm.addAuthenticatorExecution(step);
        deployment.changed("authentication flow " + FLOW + " is created");
        return flow;
    }

    private AuthenticationFlowModel addFlow(String alias, String description, boolean topLevel) {
        AuthenticationFlowModel flow = new AuthenticationFlowModel();
        flow.setAlias(alias);
        flow.setDescription(description);
        flow.setProviderId("basic-flow");
        flow.setTopLevel(topLevel);
        flow.setBuiltIn(false);
        return realm.addAuthenticationFlow(flow);
    }

    private void execution(AuthenticationFlowModel flow, ProviderDefinition provider) {
        String authenticator = AUTHENTICATORS.get(provider.type());
        if (authenticator == null) {
            return;
        }
        Optional<AuthenticationExecutionModel> existing = step(flow, authenticator);
        AuthenticationExecutionModel step = existing.orElseGet(() -> addStep(flow, authenticator));
        Requirement wanted = provider.disabled() ? Requirement.DISABLED : Requirement.ALTERNATIVE;
        require(step, provider.type(), existing.isEmpty(), wanted);
        if (provider.type().equals(ProviderType.LOCAL_USERPASS.wireName())) {
            config(step, provider, existing.isEmpty());
        }
        if (provider.type().equals(ProviderType.CUSTOM_TOKEN.wireName())) {
            new CustomTokenSetup(deployment, realm).apply(step, provider, existing.isEmpty());
        }
    }

    private Optional<AuthenticationExecutionModel> step(AuthenticationFlowModel flow, String authenticator) {
        return realm.getAuthenticationExecutionsStream(flow.getId())
                .filter(step -> authenticator.equals(step.getAuthenticator()))
                .findFirst();
    }

    private void require(AuthenticationExecutionModel step, String provider, boolean isNew, Requirement wanted) {
        deployment.set(
                "provider " + provider,
                isNew,
                step::getRequirement,
                requirement -> {
                    step.setRequirement(requirement);
                    realm.updateAuthenticatorExecution(step);
                },
                wanted);
    }

    private AuthenticationExecutionModel addStep(AuthenticationFlowModel flow, String authenticator) {
        AuthenticationExecutionModel step = new AuthenticationExecutionModel();
        step.setParentFlow(flow.getId());
        step.setAuthenticator(authenticator);
        step.setRequirement(Requirement.DISABLED);
        step.setPriority(
                (int) realm.getAuthenticationExecutionsStream(flow.getId()).count() * 10);
        deployment.changed("authentication flow " + FLOW + " gets the step " + authenticator);
        return realm.addAuthenticatorExecution(step);
    }

    private void config(AuthenticationExecutionModel step, ProviderDefinition provider, boolean isNew) {
        Map<String, String> wanted = LocalUserpassSetup.values(provider.localUserpass());
        AuthenticatorConfigModel known = step.getAuthenticatorConfig() == null
                ? null
                : realm.getAuthenticatorConfigById(step.getAuthenticatorConfig());
        if (known == null) {
            AuthenticatorConfigModel config = new AuthenticatorConfigModel();
            config.setAlias(step.getAuthenticator());
            config.setConfig(new HashMap<>(wanted));
            step.setAuthenticatorConfig(realm.addAuthenticatorConfig(config).getId());
            realm.updateAuthenticatorExecution(step);
            if (!isNew) {
                deployment.changed("provider " + provider.type() + " gets its settings");
            }
            return;
        }
        Map<String, String> values = new HashMap<>(known.getConfig() == null ? Map.of() : known.getConfig());
        Map<String, String> before = Map.copyOf(values);
        new LocalUserpassSetup(deployment, values).apply(wanted);
        if (!values.equals(before)) {
            known.setConfig(values);
            realm.updateAuthenticatorConfig(known);
        }
    }
}
