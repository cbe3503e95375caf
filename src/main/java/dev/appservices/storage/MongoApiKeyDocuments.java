package dev.appservices.storage;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import org.bson.Document;

import dev.appservices.app.ObjectIds;
import dev.appservices.user.ApiKey;
import dev.appservices.user.User;

/**
 * The fields {@code apiKeys} and {@code serverKey}. The second repeats what has to be unique in the whole app, which the
 * names of users' own keys have not to be.
 */
final class MongoApiKeyDocuments {
    static final String ID = "id";
    static final String NAME = "name";
    static final String HASH = "hash";
    static final String SLOT = "slot";
    static final String DISABLED = "disabled";
    private static final String CREATED_AT = "createdAt";

    private MongoApiKeyDocuments() {}

    static Document of(ApiKey key) {
        return new Document(ID, key.id())
                .append(NAME, key.name())
                .append(HASH, key.hash())
                .append(DISABLED, !key.enabled())
                .append(CREATED_AT, Date.from(key.createdAt()));
    }

    static Optional<Document> serverKey(User user) {
        return user.apiKeys().stream()
                .flatMap(key -> key.slot().stream().map(slot -> new Document(SLOT, slot).append(NAME, key.name())))
                .findFirst();
    }

    /** Without those that lack something: nobody could log in with them. */
    static List<ApiKey> toApiKeys(Document user) {
        Optional<Integer> slot = user.get(MongoUserDocument.SERVER_KEY) instanceof Document serverKey
                        && serverKey.get(SLOT) instanceof Number number
                ? Optional.of(number.intValue())
                : Optional.empty();
        Collection<?> keys = user.get(MongoUserDocument.API_KEYS) instanceof Collection<?> list ? list : List.of();
        return keys.stream()
                .filter(Document.class::isInstance)
                .flatMap(key -> toApiKey((Document) key, slot).stream())
                .toList();
    }

    private static Optional<ApiKey> toApiKey(Document key, Optional<Integer> slot) {
        String id = text(key, ID);
        String name = text(key, NAME);
        String hash = text(key, HASH);
        if (!ObjectIds.isValid(id) || name.isEmpty() || hash.isEmpty()) {
            return Optional.empty();
        }
        boolean enabled = !Boolean.TRUE.equals(key.get(DISABLED));
        Instant createdAt = key.get(CREATED_AT) instanceof Date date ? date.toInstant() : Instant.EPOCH;
        return Optional.of(new ApiKey(id, name, hash, enabled, createdAt, slot));
    }

    private static String text(Document key, String field) {
        return key.get(field) instanceof String text ? text : "";
    }
}
