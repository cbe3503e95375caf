package dev.appservices.keycloak;

import java.util.Map;
import java.util.Optional;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;

/**
 * Reads the settings of one step of the login flow. Keycloak saves them without asking the step, so a value that cannot
 * be right is found when it is used: the request fails, and the log says which setting it was. Nothing is guessed.
 */
public final class AuthenticatorSettings {
    private final Map<String, String> config;

    public AuthenticatorSettings(Map<String, String> config) {
        this.config = config;
    }

    /** Empty also for blanks. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(config.get(key)).map(String::trim).filter(value -> !value.isEmpty());
    }

    public boolean flag(String key, boolean fallback) {
        String text = text(key).orElse(String.valueOf(fallback));
        if (!text.equals("true") && !text.equals("false")) {
            throw refusal(key, "must be true or false");
        }
        return text.equals("true");
    }

    private static AppServicesException refusal(String key, String rule) {
        return new AppServicesException(
                ErrorCode.INTERNAL_SERVER_ERROR,
                "the authentication provider is not set up correctly",
                new IllegalStateException("The setting " + key + " of a step in the login flow " + rule));
    }
}
