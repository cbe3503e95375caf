package dev.appservices.login.localuserpass;

import java.util.List;
import java.util.Map;

import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

import dev.appservices.keycloak.AuthenticatorSettings;

/**
 * How {@code local-userpass} registers.
 *
 * @param autoConfirm whether a registration may log in without any proof of the address
 */
public record LocalUserpassConfig(boolean autoConfirm) {
    /** Keys of authenticators share one name space in Keycloak's masking of secrets: ours have a prefix. */
    public static final String AUTO_CONFIRM = "appServices.autoConfirm";

    static List<ProviderConfigProperty> properties() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(AUTO_CONFIRM)
                .label("Automatic confirmation")
                .helpText(
                        "Whether a new registration may log in at once. The address is not verified then. Off: nobody can"
                                + " register, since this version cannot confirm addresses otherwise. Default off.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(false)
                .add()
                .build();
    }

    public static LocalUserpassConfig from(Map<String, String> config) {
        return new LocalUserpassConfig(new AuthenticatorSettings(config).flag(AUTO_CONFIRM, false));
    }
}
