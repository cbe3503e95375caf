package dev.appservices.login.apikey;

import org.keycloak.authentication.AuthenticationFlowContext;

import dev.appservices.app.ProviderType;
import dev.appservices.keycloak.ApiKeySecret;
import dev.appservices.keycloak.KeycloakClock;
import dev.appservices.keycloak.Stores;
import dev.appservices.login.LoginMethod;
import dev.appservices.login.ProviderAuthenticator;

/** {@code api-key} as a step of the login flow. */
final class ApiKeyAuthenticator extends ProviderAuthenticator {
    ApiKeyAuthenticator() {
        super(ProviderType.API_KEY);
    }

    @Override
    protected LoginMethod method(AuthenticationFlowContext context) {
        Stores stores = Stores.of(context.getSession(), context.getRealm());
        return new ApiKeyLogin(
                stores.users(), stores.apiKeys(), ApiKeySecret.known(context.getRealm()), KeycloakClock.INSTANCE);
    }
}
