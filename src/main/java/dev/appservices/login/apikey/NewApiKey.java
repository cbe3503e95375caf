package dev.appservices.login.apikey;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.appservices.app.ObjectIds;
import dev.appservices.app.ProviderType;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.user.ApiKey;
import dev.appservices.user.Identity;

/**
 * A key that has just been made, with its text, which is nowhere afterwards.
 *
 * @param secret what a client logs in with
 */
public record NewApiKey(ApiKey key, String secret) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 64;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9]{" + LENGTH + "}");

    /** The service named no limit of the length; this one keeps documents and replies small. */
    private static final int MAX_NAME_LENGTH = 128;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1," + MAX_NAME_LENGTH + "}");

    static NewApiKey named(String name, ApiKeyHash hash, Optional<Integer> slot, Instant now) {
        String secret = randomSecret();
        return new NewApiKey(new ApiKey(ObjectIds.random(), name, hash.of(secret), true, now, slot), secret);
    }

    /** Whether a text has the form of a key; no other one is looked up. */
    static boolean isSecret(String text) {
        return SECRET.matcher(text).matches();
    }

    /**
     * Refuses a name that SDKs would not accept either, in the words that they compare.
     *
     * @throws AppServicesException without code for an empty name, {@link ErrorCode#INVALID_PARAMETER} for another one
     */
    static void requireName(String name) {
        if (name.isEmpty()) {
            throw missingName();
        }
        if (name.length() > MAX_NAME_LENGTH) {
            throw new AppServicesException(
                    ErrorCode.INVALID_PARAMETER, "can only have " + MAX_NAME_LENGTH + " characters");
        }
        if (!NAME.matcher(name).matches()) {
            throw new AppServicesException(
                    ErrorCode.INVALID_PARAMETER, "can only contain ASCII letters, numbers, underscores, and hyphens");
        }
    }

    static AppServicesException missingName() {
        return AppServicesException.withoutCode(400, "'name' is a required string");
    }

    /** The identity that the owner has for it. */
    Identity identity() {
        return new Identity(
                ProviderType.API_KEY.wireName(),
                key.id(),
                Map.of("name", key.name()),
                Optional.of(key.name()),
                Optional.empty());
    }

    private static String randomSecret() {
        StringBuilder secret = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            secret.append(CHARACTERS.charAt(RANDOM.nextInt(CHARACTERS.length())));
        }
        return secret.toString();
    }

    @Override
    public String toString() {
        return "NewApiKey[" + key.id() + ", <hidden>]";
    }
}
