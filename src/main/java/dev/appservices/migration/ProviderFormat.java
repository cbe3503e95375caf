package dev.appservices.migration;

import java.util.List;

import dev.appservices.app.ProviderType;

/** Which keys the files have for each provider. */
final class ProviderFormat {
    private ProviderFormat() {}

    /** Reads every known key of {@code config}, and so throws at the first of a wrong type. */
    static void validate(ProviderType type, JsonObject config) {
        switch (type) {
            case ANON_USER, API_KEY -> {}
            case LOCAL_USERPASS -> {
                List.of("autoConfirm", "runConfirmationFunction", "runResetFunction")
                        .forEach(config::flag);
                List.of("emailConfirmationUrl", "confirmEmailSubject", "confirmationFunctionName")
                        .forEach(config::text);
                List.of("resetPasswordUrl", "resetPasswordSubject", "resetFunctionName")
                        .forEach(config::text);
            }
            case CUSTOM_TOKEN -> {
                List.of("requireAnyAudience", "useJWKURI").forEach(config::flag);
                List.of("signingAlgorithm", "jwkURI", "signingKey").forEach(config::text);
                config.textOrTexts("audience");
            }
            case CUSTOM_FUNCTION -> config.text("authFunctionName");
            case OAUTH2_GOOGLE -> {
                config.flag("openId");
                config.text("clientId");
            }
            case OAUTH2_FACEBOOK, OAUTH2_APPLE -> config.text("clientId");
        }
    }

    /** Keys of {@code secret_config}; token providers had one key before they had several. */
    static List<String> secretKeys(ProviderType type) {
        return switch (type) {
            case CUSTOM_TOKEN -> List.of("signingKeys", "signingKey");
            case OAUTH2_GOOGLE, OAUTH2_FACEBOOK, OAUTH2_APPLE -> List.of("clientSecret");
            case ANON_USER, API_KEY, LOCAL_USERPASS, CUSTOM_FUNCTION -> List.of();
        };
    }
}
