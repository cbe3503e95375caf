package dev.appservices.keycloak;

import org.keycloak.credential.hash.PasswordHashProviderFactory;

import com.google.auto.service.AutoService;

/** Scrypt with its parameters beside the hash. */
@AutoService(PasswordHashProviderFactory.class)
public final class ScryptHashProviderFactory implements ImportedHashProviderFactory {
    public static final String PROVIDER_ID = "app-services-scrypt";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }
}
