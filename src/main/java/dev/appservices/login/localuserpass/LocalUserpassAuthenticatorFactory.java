package dev.appservices.login.localuserpass;

import java.util.List;

import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.provider.ProviderConfigProperty;

import com.google.auto.service.AutoService;

import dev.appservices.login.ProviderAuthenticator;
import dev.appservices.login.ProviderAuthenticatorFactory;

/** Offers {@code local-userpass} in the console. */
@AutoService(AuthenticatorFactory.class)
public final class LocalUserpassAuthenticatorFactory implements ProviderAuthenticatorFactory {
    public static final String PROVIDER_ID = "app-services-local-userpass";

    @Override
    public ProviderAuthenticator authenticator() {
        return new LocalUserpassAuthenticator();
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "App Services: e-mail/password (local-userpass)";
    }

    @Override
    public String getReferenceCategory() {
        return PasswordCredentialModel.TYPE;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return LocalUserpassConfig.properties();
    }

    @Override
    public String getHelpText() {
        return "Logs App Services SDKs in by e-mail address and password, and lets them register.";
    }
}
