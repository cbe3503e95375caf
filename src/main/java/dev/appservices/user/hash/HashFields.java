package dev.appservices.user.hash;

import java.util.Base64;
import java.util.Map;

import dev.appservices.user.Password;

/** Reads the fields of a password strictly. */
final class HashFields {
    private static final String HASH = "hash";
    private static final String ITERATIONS = "iterations";

    private final Password password;

    HashFields(Password password) {
        this.password = password;
    }

    Password password() {
        return password;
    }

    byte[] hash() throws UnusableHashException {
        return hash(password.hash());
    }

    /** The bytes of a hash that is a part of the field {@code hash}. */
    static byte[] hash(String text) throws UnusableHashException {
        byte[] bytes = base64(HASH, text);
        if (bytes.length < HashCaps.MIN_HASH_LENGTH || bytes.length > HashCaps.MAX_HASH_LENGTH) {
            throw new UnusableHashException(
                    HASH,
                    "has " + bytes.length + " bytes, not " + HashCaps.MIN_HASH_LENGTH + " to "
                            + HashCaps.MAX_HASH_LENGTH);
        }
        return bytes;
    }

    byte[] salt() throws UnusableHashException {
        return salt("salt", password.salt());
    }

    static byte[] salt(String field, String text) throws UnusableHashException {
        byte[] bytes = base64(field, text);
        if (bytes.length == 0 || bytes.length > HashCaps.MAX_SALT_LENGTH) {
            throw new UnusableHashException(
                    field, "has a salt of " + bytes.length + " bytes, not 1 to " + HashCaps.MAX_SALT_LENGTH);
        }
        return bytes;
    }

    int iterations(long max) throws UnusableHashException {
        return within(ITERATIONS, password.iterations(), 1, max);
    }

    boolean has(String parameter) {
        return password.parameters().containsKey(parameter);
    }

    String text(String parameter) throws UnusableHashException {
        String text = password.parameters().get(parameter);
        if (text == null) {
            throw new UnusableHashException("parameters." + parameter, "is missing");
        }
        return text;
    }

    int number(String parameter, int min, long max) throws UnusableHashException {
        return number("parameters." + parameter, text(parameter), min, max);
    }

    static int number(String field, String text, int min, long max) throws UnusableHashException {
        if (!text.matches("[0-9]{1,18}")) {
            throw new UnusableHashException(field, "is not a whole number");
        }
        return within(field, Long.parseLong(text), min, max);
    }

    private static int within(String field, long value, int min, long max) throws UnusableHashException {
        if (value < min || value > max) {
            throw new UnusableHashException(field, "is " + value + ", not " + min + " to " + max);
        }
        return Math.toIntExact(value);
    }

    /** Both alphabets of RFC 4648, with and without padding. */
    static byte[] base64(String field, String text) throws UnusableHashException {
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw new UnusableHashException(field, "is not Base64");
        }
    }

    /** The password in the one spelling of Base64 that Keycloak writes, and compares. */
    Password spelled(String algorithm, Map<String, String> parameters, byte[] hash, byte[] salt) {
        return with(algorithm, parameters, base64(hash), base64(salt));
    }

    /** The password as it is, but for the spelling of its salt. */
    Password spelled(byte[] salt) {
        return with(password.algorithm(), password.parameters(), password.hash(), base64(salt));
    }

    private Password with(String algorithm, Map<String, String> parameters, String hash, String salt) {
        return new Password(algorithm, password.iterations(), parameters, hash, salt, password.createdAt());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
