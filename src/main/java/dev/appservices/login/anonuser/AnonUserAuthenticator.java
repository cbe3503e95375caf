package dev.appservices.login.anonuser;

import org.keycloak.authentication.AuthenticationFlowContext;

import dev.appservices.app.ProviderType;
import dev.appservices.keycloak.KeycloakClock;
import dev.appservices.keycloak.Stores;
import dev.appservices.login.LoginMethod;
import dev.appservices.login.ProviderAuthenticator;

/** {@code anon-user} as a step of the login flow. */
final class AnonUserAuthenticator extends ProviderAuthenticator {
    AnonUserAuthenticator() {
        super(ProviderType.ANON_USER);
    }

    @Override
    protected LoginMethod method(AuthenticationFlowContext context) {
        return new AnonUserLogin(
                Stores.of(context.getSession(), context.getRealm()).users(), KeycloakClock.INSTANCE);
    }
}
