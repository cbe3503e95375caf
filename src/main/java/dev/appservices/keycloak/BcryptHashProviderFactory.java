package dev.appservices.keycloak;

import org.keycloak.credential.hash.PasswordHashProviderFactory;

import com.google.auto.service.AutoService;

/** The text of bcrypt. */
@AutoService(PasswordHashProviderFactory.class)
public final class BcryptHashProviderFactory implements ImportedHashProviderFactory {
    public static final String PROVIDER_ID = "app-services-bcrypt";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }
}
