package dev.appservices.keycloak;

import org.keycloak.credential.hash.PasswordHashProviderFactory;

import com.google.auto.service.AutoService;

/** Argon2 in one text; with its parameters beside the hash it is Keycloak's own. */
@AutoService(PasswordHashProviderFactory.class)
public final class Argon2PhcHashProviderFactory implements ImportedHashProviderFactory {
    public static final String PROVIDER_ID = "app-services-argon2-phc";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }
}
