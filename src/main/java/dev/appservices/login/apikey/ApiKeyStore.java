package dev.appservices.login.apikey;

import java.util.List;
import java.util.Optional;

import dev.appservices.user.ApiKey;
import dev.appservices.user.Identity;
import dev.appservices.user.User;
import dev.appservices.user.UserId;

/**
 * The keys in the documents of their owners. Throws as {@link dev.appservices.user.UserDirectory} does, which also inserts
 * the user of a key of the app, and takes keys away with their identity.
 */
public interface ApiKeyStore {
    /** The owner of the key with this hash. */
    Optional<User> findByHash(String hash);

    /**
     * Adds a key and its identity, unless a rule is against it; the rules are part of the write, so that no two requests
     * together break one.
     *
     * @param most how many keys an owner may have after it
     */
    Added add(UserId owner, ApiKey key, Identity identity, int most);

    /** @return false when the owner has no such key */
    boolean setEnabled(UserId owner, String keyId, boolean enabled);

    /** The users behind the keys of the app, in the order of the keys' creation. */
    List<User> serverUsers();

    /** What came of adding a key. */
    enum Added {
        DONE,
        NAME_TAKEN,
        TOO_MANY,
        /** The owner is anonymous, or the user of a key of the app. */
        NOT_ALLOWED,
        GONE
    }
}
