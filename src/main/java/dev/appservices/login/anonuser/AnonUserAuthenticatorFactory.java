package dev.appservices.login.anonuser;

import org.keycloak.authentication.AuthenticatorFactory;

import com.google.auto.service.AutoService;
import org.jspecify.annotations.Nullable;

import dev.appservices.login.ProviderAuthenticator;
import dev.appservices.login.ProviderAuthenticatorFactory;

/** Offers {@code anon-user} in the console. */
@AutoService(AuthenticatorFactory.class)
public final class AnonUserAuthenticatorFactory implements ProviderAuthenticatorFactory {
    public static final String PROVIDER_ID = "app-services-anon-user";

    @Override
    public ProviderAuthenticator authenticator() {
        return new AnonUserAuthenticator();
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "App Services: anonymous (anon-user)";
    }

    @Override
    public @Nullable String getReferenceCategory() {
        return null;
    }

    @Override
    public String getHelpText() {
        return "Makes a new user for each anonymous login of an App Services SDK.";
    }
}
