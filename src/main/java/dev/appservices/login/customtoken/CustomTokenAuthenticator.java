package dev.appservices.login.customtoken;

import java.util.Map;
import java.util.Optional;

import org.keycloak.authentication.AuthenticationFlowContext;

import dev.appservices.app.ProviderType;
import dev.appservices.keycloak.CustomTokenKeys;
import dev.appservices.keycloak.KeycloakClock;
import dev.appservices.keycloak.Stores;
import dev.appservices.login.LoginMethod;
import dev.appservices.login.ProviderAuthenticator;

/** {@code custom-token} as a step of the login flow. */
final class CustomTokenAuthenticator extends ProviderAuthenticator {
    private final CustomTokenKeys keys;

    CustomTokenAuthenticator(CustomTokenKeys keys) {
        super(ProviderType.CUSTOM_TOKEN);
        this.keys = keys;
    }

    @Override
    protected LoginMethod method(AuthenticationFlowContext context) {
        CustomTokenConfig config = Optional.ofNullable(context.getAuthenticatorConfig())
                .map(CustomTokenConfig::of)
                .orElseGet(() -> CustomTokenConfig.from(Map.of()));
        String appId = context.getAuthenticationSession().getClient().getClientId();
        return new CustomTokenLogin(
                Stores.of(context.getSession(), context.getRealm()).users(),
                config.rules(appId, KeycloakClock.INSTANCE),
                keys.signatures(context.getSession(), config));
    }
}
