package dev.appservices.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

import dev.appservices.user.User;
import dev.appservices.user.UserId;
import dev.appservices.user.UserSearch.Field;

/**
 * The field {@code searchKeys}: every text of a user that operators search by, in lower case, each behind a letter that
 * says what it is. One index over it serves all of these searches, where an index for each field would cost more at every
 * write, and a search in several fields is one condition: for an alternative of several no server weighs reading that
 * index against reading the users in their order. The field follows from others.
 */
final class SearchKeys {
    static final String FIELD = "searchKeys";

    /** Longer values of attributes are found by the hash of all of it, so that no key is larger than an index takes. */
    private static final int MAX_VALUE_LENGTH = 255;

    private SearchKeys() {}

    static List<String> of(User user) {
        List<String> keys = new ArrayList<>();
        keys.add(key(Field.USERNAME, user.displayedUsername()));
        if (!user.displayedUsername().equals(user.id().hex())) {
            keys.add(id(user.id()));
        }
        user.email().ifPresent(email -> keys.add(key(Field.EMAIL, email)));
        user.firstName().ifPresent(name -> keys.add(key(Field.FIRST_NAME, name)));
        user.lastName().ifPresent(name -> keys.add(key(Field.LAST_NAME, name)));
        new TreeMap<>(user.attributes())
                .forEach((name, values) -> values.stream()
                        .map(value -> attribute(name, value))
                        .distinct()
                        .forEach(keys::add));
        return keys;
    }

    static String key(Field field, String text) {
        return prefix(field) + folded(text);
    }

    /** A user whose name is the id has no such key. */
    static String id(UserId id) {
        return "i:" + id.hex();
    }

    static String attribute(String name, String value) {
        String folded = folded(value);
        return attributePrefix(name) + (folded.length() > MAX_VALUE_LENGTH ? "#" + hash(folded) : "=" + folded);
    }

    /** What the keys of an attribute begin with; {@code =} or {@code #} follows. */
    static String attributePrefix(String name) {
        return "a:" + name.replace("\\", "\\\\").replace("=", "\\=").replace("#", "\\#");
    }

    static String prefix(Field field) {
        return switch (field) {
            case USERNAME -> "u:";
            case EMAIL -> "e:";
            case FIRST_NAME -> "f:";
            case LAST_NAME -> "l:";
        };
    }

    static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
