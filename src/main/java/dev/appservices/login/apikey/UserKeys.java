package dev.appservices.login.apikey;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import dev.appservices.app.ProviderType;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.user.ApiKey;
import dev.appservices.user.User;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserDirectory.Unlinked;

/**
 * The keys that a user makes for himself. To others they do not exist, and to the user of a key of the app that key does
 * not: only operators change it.
 */
public final class UserKeys {
    /** As many as App Services allowed. */
    static final int MOST = 20;

    private final UserDirectory users;
    private final ApiKeyStore keys;
    private final Clock clock;

    public UserKeys(UserDirectory users, ApiKeyStore keys, Clock clock) {
        this.users = users;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Makes a key.
     *
     * @throws AppServicesException {@link ErrorCode#INVALID_PARAMETER} for a name that cannot be one, for the 21st key, and
     *     for users who may have none; {@link ErrorCode#API_KEY_ALREADY_EXISTS} for a name that another key has
     */
    public NewApiKey create(User owner, String name, ApiKeyHash hash) {
        NewApiKey.requireName(name);
        NewApiKey created = NewApiKey.named(name, hash, Optional.empty(), clock.instant());
        return switch (keys.add(owner.id(), created.key(), created.identity(), MOST)) {
            case DONE -> created;
            case NAME_TAKEN -> throw nameTaken();
            case TOO_MANY -> throw refusal("a user can have " + MOST + " API keys at most");
            case NOT_ALLOWED -> throw refusal("this user cannot have API keys: log in with another provider first");
            case GONE ->
                throw new AppServicesException(
                        ErrorCode.INVALID_SESSION, "invalid session: failed to find refresh token");
        };
    }

    public List<ApiKey> list(User owner) {
        if (owner.isServer()) {
            return List.of();
        }
        return users.findById(owner.id()).map(User::apiKeys).orElse(List.of());
    }

    /** @throws AppServicesException {@link ErrorCode#API_KEY_NOT_FOUND} */
    public ApiKey get(User owner, String id) {
        return list(owner).stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(UserKeys::notFound);
    }

    /** @throws AppServicesException {@link ErrorCode#API_KEY_NOT_FOUND} */
    public void setEnabled(User owner, String id, boolean enabled) {
        if (owner.isServer() || !keys.setEnabled(owner.id(), id, enabled)) {
            throw notFound();
        }
    }

    /**
     * Deletes a key and its identity.
     *
     * @throws AppServicesException {@link ErrorCode#API_KEY_NOT_FOUND}; {@link ErrorCode#INVALID_PARAMETER} if nothing else
     *     logs in as the owner any more
     */
    public void delete(User owner, String id) {
        Unlinked deleted =
                owner.isServer() ? Unlinked.ABSENT : users.unlink(owner.id(), ProviderType.API_KEY.wireName(), id);
        switch (deleted) {
            case DONE -> {}
            case ABSENT -> throw notFound();
            case LAST -> throw refusal("the last identity of a user cannot be removed");
        }
    }

    static AppServicesException notFound() {
        return new AppServicesException(ErrorCode.API_KEY_NOT_FOUND, "API key not found");
    }

    static AppServicesException nameTaken() {
        return new AppServicesException(ErrorCode.API_KEY_ALREADY_EXISTS, "API key with name already exists");
    }

    private static AppServicesException refusal(String sentence) {
        return new AppServicesException(ErrorCode.INVALID_PARAMETER, sentence);
    }
}
