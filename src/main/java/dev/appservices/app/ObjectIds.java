package dev.appservices.app;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Ids of 12 bytes as 24 lower-case hex digits, the form of every id that App Services shows: apps put them through
 * {@code new BSON.ObjectId(id)}.
 */
public final class ObjectIds {
    /** What a client without a device is told; SDKs take it for "none". */
    public static final String ZERO = "0".repeat(24);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 12;

    private ObjectIds() {}

    /** A new id. Unlike a driver's ObjectId it is random in all of its bytes, so nobody can guess a neighbor. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        do {
            RANDOM.nextBytes(bytes);
        } while (isZero(bytes));
        return HexFormat.of().formatHex(bytes);
    }

    /** The id that belongs to these words for ever, such as that of one provider of one app. */
    public static String derived(String... words) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String word : words) {
                digest.update(word.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    public static boolean isValid(String text) {
        if (text.length() != 2 * BYTES) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
