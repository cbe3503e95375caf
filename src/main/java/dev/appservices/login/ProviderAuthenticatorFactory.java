package dev.appservices.login;

import java.util.List;

import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;

import dev.appservices.keycloak.StatelessFactory;

/** What the factories of all providers have in common: a switch in the console, and settings where there are any. */
public interface ProviderAuthenticatorFactory extends AuthenticatorFactory, StatelessFactory<Authenticator> {
    ProviderAuthenticator authenticator();

    @Override
    default Authenticator create(KeycloakSession session) {
        return authenticator();
    }

    @Override
    default Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.ALTERNATIVE, Requirement.DISABLED};
    }

    @Override
    default boolean isConfigurable() {
        return !getConfigProperties().isEmpty();
    }

    @Override
    default List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    @Override
    default boolean isUserSetupAllowed() {
        return false;
    }
}
