package dev.appservices.keycloak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.keycloak.models.Constants;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.localuserpass.MailLink;

/**
 * Reads the settings of one step of the login flow. Keycloak saves them without asking the step, so a value that cannot
 * be right is found when it is used: the request fails, and the log says which setting it was. Nothing is guessed.
 */
public final class AuthenticatorSettings {
    private static final ObjectMapper MAPPER = new ObjectMapper();

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

    /** The values of a list; empty for none. */
    public List<String> texts(String key) {
        return text(key).stream()
                .flatMap(Constants.CFG_DELIMITER_PATTERN::splitAsStream)
                .map(String::trim)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** Seconds from 0 to a limit. */
    public Duration seconds(String key, Duration fallback, Duration most) {
        String text = text(key).orElse(String.valueOf(fallback.toSeconds()));
        if (!text.matches("\\d{1,9}") || Long.parseLong(text) > most.toSeconds()) {
            throw refusal(key, "must be a number of seconds from 0 to " + most.toSeconds());
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
        String text = text(key).orElse(fallback.name());
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() -> refusal(key, "must be one of " + Arrays.toString(type.getEnumConstants())));
    }

    /** The lines of a table with two columns, in their order, as the console keeps them; a left column may repeat. */
    public List<Map.Entry<String, String>> pairs(String key) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        try {
            for (JsonNode pair : MAPPER.readTree(text(key).orElse("[]"))) {
                String left = pair.path("key").asText("").trim();
                if (!left.isEmpty()) {
                    pairs.add(Map.entry(left, pair.path("value").asText("").trim()));
                }
            }
            return pairs;
        } catch (JsonProcessingException e) {
            throw refusal(key, "must be a JSON array of objects with key and value");
        }
    }

    /** @throws AppServicesException unless a mail can lead to this address */
    public static String requireLink(String key, String text) {
        if (!MailLink.isUsable(text)) {
            throw refusal(key, "must be an absolute URL such as https://app.example.org/confirm");
        }
        return text;
    }

    /** @throws AppServicesException unless this can be the subject of a mail */
    public static String requireSubject(String key, String text) {
        if (!isSubject(text)) {
            throw refusal(key, "must be one line of at most " + MAX_SUBJECT + " characters");
        }
        return text;
    }

    private static boolean isSubject(String text) {
        return text.length() <= MAX_SUBJECT && text.chars().noneMatch(Character::isISOControl);
    }

    /** The error for a setting that breaks a rule. */
    public static AppServicesException refusal(String key, String rule) {
        return new AppServicesException(
                ErrorCode.INTERNAL_SERVER_ERROR,
                "the authentication provider is not set up correctly",
                new IllegalStateException("The setting " + key + " of a step in the login flow " + rule));
    }
}
