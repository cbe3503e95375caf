package dev.appservices.mongodb;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

import dev.appservices.user.Password;

/** The field {@code password}: the hash, and by name the algorithm and the parameters that made it. */
public final class MongoPasswordDocument {
    private static final String CREATED_AT = "createdAt";
    private static final String LABEL = "label";

    private MongoPasswordDocument() {}

    public static Document of(Password password) {
        Document document = new Document("algorithm", password.algorithm())
                .append("iterations", password.iterations())
                .append("parameters", new Document(new LinkedHashMap<>(password.parameters())))
                .append("hash", password.hash())
                .append("salt", password.salt())
                .append(CREATED_AT, Date.from(password.createdAt()));
        password.label().ifPresent(label -> document.append(LABEL, label));
        return document;
    }

    /**
     * Reads whatever somebody has put there, since one unreadable password must not hide its user: what is of no use is
     * left as it is, and refused when a login needs it.
     */
    public static Password toPassword(Object field) {
        Document document = field instanceof Document known ? known : new Document();
        Map<String, String> parameters = new LinkedHashMap<>();
        if (document.get("parameters") instanceof Document given) {
            given.forEach((name, value) -> parameters.put(name, text(value)));
        }
        return new Password(
                text(document.get("algorithm")),
                iterations(document.get("iterations")),
                parameters,
                text(document.get("hash")),
                text(document.get("salt")),
                document.get(CREATED_AT) instanceof Date date ? date.toInstant() : Instant.EPOCH,
                document.get(LABEL) instanceof String label ? Optional.of(label) : Optional.empty());
    }

    /** A whole number without its fraction: shells and JSON know no other numbers than doubles. */
    private static String text(@Nullable Object value) {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < Long.MAX_VALUE) {
            return Long.toString(number.longValue());
        }
        return value == null ? "" : value.toString();
    }

    /** @return -1 if it is not a whole number that an int can hold */
    private static int iterations(@Nullable Object value) {
        String text = text(value);
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
