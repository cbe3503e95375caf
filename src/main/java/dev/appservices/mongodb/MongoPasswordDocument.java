package dev.appservices.mongodb;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.bson.Document;

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

    /** Empty where the algorithm or the hash is missing: a user without a password. */
    public static Optional<Password> toPassword(Document document) {
        if (!(document.get("algorithm") instanceof String algorithm)
                || !(document.get("hash") instanceof String hash)) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        if (document.get("parameters") instanceof Document given) {
            given.forEach((name, value) -> parameters.put(name, String.valueOf(value)));
        }
        return Optional.of(new Password(
                algorithm,
                document.get("iterations") instanceof Number number ? number.intValue() : 0,
                parameters,
                hash,
                document.get("salt") instanceof String salt ? salt : "",
                document.get(CREATED_AT) instanceof Date date ? date.toInstant() : Instant.EPOCH,
                document.get(LABEL) instanceof String label ? Optional.of(label) : Optional.empty()));
    }
}
