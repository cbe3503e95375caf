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

    private MongoPasswordDocument() {}

    public static Document of(Password password) {
        return new Document("algorithm", password.algorithm())
                .append("iterations", password.iterations())
                .append("parameters", new Document(new LinkedHashMap<>(password.parameters())))
                .append("hash", password.hash())
                .append("salt", password.salt())
                .append(CREATED_AT, Date.from(password.createdAt()));
    }

    public static Password toPassword(Document document) {
        Map<String, String> parameters = new LinkedHashMap<>();
        document.get("parameters", new Document())
                .forEach((name, value) -> parameters.put(name, String.valueOf(value)));
        return new Password(
                document.getString("algorithm"),
                document.getInteger("iterations", 0),
                parameters,
                document.getString("hash"),
                document.get("salt", ""),
                Optional.ofNullable(document.getDate(CREATED_AT))
                        .map(Date::toInstant)
                        .orElse(Instant.EPOCH));
    }
}
