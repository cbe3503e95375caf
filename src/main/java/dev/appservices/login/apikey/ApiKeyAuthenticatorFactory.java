package dev.appservices.login.apikey;

import org.keycloak.authentication.AuthenticatorFactory;

import com.google.auto.service.AutoService;
import org.jspecify.annotations.Nullable;

import dev.appservices.login.ProviderAuthenticator;
import dev.appservices.login.ProviderAuthenticatorFactory;

/** Offers {@code api-key} in the console. */
@AutoService(AuthenticatorFactory.class)
public final class ApiKeyAuthenticatorFactory implements ProviderAuthenticatorFactory {
    public static final String PROVIDER_ID = "app-services-api-key";

    @Override
    public ProviderAuthenticator authenticator() {
        return new ApiKeyAuthenticator();
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "App Services: API keys (api-key)";
    }

    @Override
    public @Nullable String getReferenceCategory() {
        return null;
    }

    @Override
    public String getHelpText() {
        return "Logs App Services SDKs in by keys of users or of the app. Keys of the app are made by admin REST.";
    }
}
