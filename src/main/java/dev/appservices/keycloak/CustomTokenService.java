package dev.appservices.keycloak;

import java.util.Optional;

import org.keycloak.models.ClientModel;

import dev.appservices.error.AppServicesException;
import dev.appservices.login.customtoken.CheckedToken;
import dev.appservices.login.customtoken.CustomTokenAuthenticatorFactory;
import dev.appservices.login.customtoken.CustomTokenConfig;

/** Tries a token against the settings of the app of a realm. */
public final class CustomTokenService {
    private final AdminCall call;

    public CustomTokenService(AdminCall call) {
        this.call = call;
    }

    /** @throws AppServicesException with HTTP 409 while the provider is off */
    public CheckedToken check(String token) {
        for (ClientModel client : Apps.markedIn(call.realm()).toList()) {
            Optional<CustomTokenConfig> config = ProviderExecutions.of(call.realm(), client)
                    .enabledConfig(CustomTokenAuthenticatorFactory.PROVIDER_ID)
                    .map(CustomTokenConfig::from);
            if (config.isPresent()) {
                return config.get()
                        .rules(client.getClientId(), KeycloakClock.INSTANCE)
                        .check(token, CustomTokenKeys.of(call.session()).signatures(call.session(), config.get()));
            }
        }
        throw AppServicesException.withoutCode(
                409,
                "Switch the step " + CustomTokenAuthenticatorFactory.PROVIDER_ID + " of the app's login flow on first");
    }
}
