package dev.appservices.keycloak;

import org.keycloak.Config;
import org.keycloak.common.Profile;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.credential.hash.PasswordHashProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.EnvironmentDependentProviderFactory;

/** One algorithm of hashes that were made elsewhere. */
interface ImportedHashProviderFactory
        extends PasswordHashProviderFactory,
                StatelessFactory<PasswordHashProvider>,
                EnvironmentDependentProviderFactory {
    @Override
    default PasswordHashProvider create(KeycloakSession session) {
        return new ImportedHashProvider(session);
    }

    /** As Keycloak's Argon2: none of these algorithms is approved by FIPS 140, nor in the library for it. */
    @Override
    default boolean isSupported(Config.Scope config) {
        return !Profile.isFeatureEnabled(Profile.Feature.FIPS);
    }
}
