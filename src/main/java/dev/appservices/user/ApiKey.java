package dev.appservices.user;

import java.time.Instant;
import java.util.Optional;

import dev.appservices.app.ObjectIds;

/**
 * A key that logs in as its owner. The key itself is shown once, when it is made; what is kept is a hash.
 *
 * @param id an ObjectId; also the id of the {@code api-key} identity that the owner has for it
 * @param name unique among the keys of the owner, or among the keys of the app
 * @param hash of the key, with a secret that is not in the same database
 * @param enabled whether anybody may log in with it
 * @param slot of a key of the app: which of the app's places it takes; empty for a key that a user has made
 */
public record ApiKey(String id, String name, String hash, boolean enabled, Instant createdAt, Optional<Integer> slot) {
    public ApiKey {
        if (!ObjectIds.isValid(id) || name.isEmpty() || hash.isEmpty()) {
            throw new IllegalArgumentException("An API key needs an ObjectId, a name and a hash");
        }
    }

    /** The same key, switched on or off. */
    public ApiKey enabled(boolean wanted) {
        return new ApiKey(id, name, hash, wanted, createdAt, slot);
    }

    @Override
    public String toString() {
        return "ApiKey[" + id + ", <hidden>]";
    }
}
