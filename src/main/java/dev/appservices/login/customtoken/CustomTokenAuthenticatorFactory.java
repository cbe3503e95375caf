package dev.appservices.login.customtoken;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.keycloak.Config;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.provider.ProviderConfigProperty;

import com.google.auto.service.AutoService;
import org.jspecify.annotations.Nullable;

import dev.appservices.keycloak.CustomTokenKeys;
import dev.appservices.keycloak.KeycloakClock;
import dev.appservices.login.ProviderAuthenticator;
import dev.appservices.login.ProviderAuthenticatorFactory;

/** Offers {@code custom-token} in the console. */
@AutoService(AuthenticatorFactory.class)
public final class CustomTokenAuthenticatorFactory implements ProviderAuthenticatorFactory, CustomTokenKeys.Holder {
    public static final String PROVIDER_ID = "app-services-custom-token";

    /** Server option: private hosts for key sets, separated by commas, whatever realms say; {@code *}: every host. */
    private static final String ALLOWED_PRIVATE_HOSTS = "allowed-private-hosts";

    private CustomTokenKeys keys = new CustomTokenKeys(Optional.empty(), KeycloakClock.INSTANCE);

    @Override
    public void init(Config.Scope config) {
        keys = new CustomTokenKeys(
                Optional.ofNullable(config.get(ALLOWED_PRIVATE_HOSTS))
                        .map(list -> PrivateHosts.of(Arrays.asList(list.split(",", -1)))),
                KeycloakClock.INSTANCE);
    }

    @Override
    public CustomTokenKeys customTokenKeys() {
        return keys;
    }

    @Override
    public ProviderAuthenticator authenticator() {
        return new CustomTokenAuthenticator(keys);
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "App Services: custom JWT (custom-token)";
    }

    @Override
    public @Nullable String getReferenceCategory() {
        return null;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return CustomTokenConfig.properties();
    }

    @Override
    public String getHelpText() {
        return "Logs App Services SDKs in by JSON Web Tokens of another issuer.";
    }
}
