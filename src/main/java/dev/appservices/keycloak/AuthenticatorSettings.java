package dev.appservices.keycloak;

import java.util.Map;
import java.util.Optional;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.localuserpass.MailLink;

/**
 * Reads the settings of one step of the login flow. Keycloak saves them without asking the step, so a value that cannot
 * be right is found when it is used: the request fails, and the log says which setting it was. Nothing is guessed.
 */
public final class AuthenticatorSettings {
    /** As in App Services. */
    private static final int MAX_SUBJECT = 256;

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

    /**
     * An address that a mail can lead to.
     *
     * @param used whether anything depends on it; what nobody uses may be anything
     */
    public Optional<String> link(String key, boolean used) {
        Optional<String> text = text(key);
        if (used && text.isPresent() && !MailLink.isUsable(text.get())) {
            throw refusal(key, "must be an absolute URL such as https://app.example.org/confirm");
        }
        return text;
    }

    /**
     * The subject of a mail.
     *
     * @param used whether anything depends on it
     */
    public Optional<String> subject(String key, boolean used) {
        Optional<String> text = text(key);
        if (used && text.filter(AuthenticatorSettings::isSubject).isEmpty() && text.isPresent()) {
            throw refusal(key, "must be one line of at most " + MAX_SUBJECT + " characters");
        }
        return text;
    }

    private static boolean isSubject(String text) {
        return text.length() <= MAX_SUBJECT && text.chars().noneMatch(Character::isISOControl);
    }

    private static AppServicesException refusal(String key, String rule) {
        return new AppServicesException(
                ErrorCode.INTERNAL_SERVER_ERROR,
                "the authentication provider is not set up correctly",
                new IllegalStateException("The setting " + key + " of a step in the login flow " + rule));
    }
}
