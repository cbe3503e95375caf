package dev.appservices.login.localuserpass;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.credential.PasswordCredentialModel;

import dev.appservices.app.ProviderType;
import dev.appservices.keycloak.AppServicesConfig;
import dev.appservices.keycloak.KeycloakClock;
import dev.appservices.keycloak.KeycloakPasswords;
import dev.appservices.keycloak.Stores;
import dev.appservices.login.LoginMethod;
import dev.appservices.login.ProviderAuthenticator;

/** {@code local-userpass} as a step of the login flow. */
final class LocalUserpassAuthenticator extends ProviderAuthenticator {
    LocalUserpassAuthenticator() {
        super(ProviderType.LOCAL_USERPASS, PasswordCredentialModel.TYPE);
    }

    @Override
    protected LoginMethod method(AuthenticationFlowContext context) {
        Stores stores = Stores.of(context.getSession(), context.getRealm());
        return new LocalUserpassLogin(
                stores.users(),
                stores.pendingUsers(),
                AppServicesConfig.emailKeysOf(context.getRealm()),
                new KeycloakPasswords(context.getSession(), context.getRealm()),
                KeycloakClock.INSTANCE);
    }
}
