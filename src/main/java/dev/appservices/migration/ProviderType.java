package dev.appservices.migration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The providers of App Services, and which keys the files have for each. */
enum ProviderType {
    ANON_USER,
    API_KEY,
    LOCAL_USERPASS,
    CUSTOM_TOKEN,
    CUSTOM_FUNCTION,
    OAUTH2_GOOGLE,
    OAUTH2_FACEBOOK,
    OAUTH2_APPLE;

    static Optional<ProviderType> of(String wireName) {
        for (ProviderType type : values()) {
            if (type.wireName().equals(wireName)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads every known key of {@code config}, and so throws at the first of a wrong type. */
    void validate(JsonObject config) {
        switch (this) {
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

    /** Keys of {@code secret_config}. */
    List<String> secretKeys() {
        return switch (this) {
            case CUSTOM_TOKEN -> List.of("signingKeys");
            case OAUTH2_GOOGLE, OAUTH2_FACEBOOK, OAUTH2_APPLE -> List.of("clientSecret");
            case ANON_USER, API_KEY, LOCAL_USERPASS, CUSTOM_FUNCTION -> List.of();
        };
    }
}
