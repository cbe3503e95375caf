package dev.appservices.login.apikey;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import dev.appservices.app.ProviderType;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.user.ApiKey;
import dev.appservices.user.User;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserId;

/**
 * The keys of an app, each the only identity of a user of type {@code server}. There are {@value #MOST} places, and two
 * keys cannot be in one: so the limit holds however many operators make keys at a time.
 */
public final class ServerKeys {
    /** As many as App Services allowed. */
    static final int MOST = 100;

    /** How often others may take the place or the name that was free a moment ago. */
    private static final int ATTEMPTS = 2 * MOST;

    private final UserDirectory users;
    private final ApiKeyStore keys;
    private final Clock clock;

    public ServerKeys(UserDirectory users, ApiKeyStore keys, Clock clock) {
        this.users = users;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * A key of the app and its user.
     *
     * @param user who logs in with it
     */
    public record ServerKey(ApiKey key, User user) {}

    /** A key that has just been made and its user. */
    public record Created(NewApiKey key, User user) {}

    public List<ServerKey> list() {
        return keys.serverUsers().stream()
                .flatMap(user -> user.apiKeys().stream().limit(1).map(key -> new ServerKey(key, user)))
                .toList();
    }

    /** @throws AppServicesException {@link ErrorCode#API_KEY_NOT_FOUND}, for the key of a user, too */
    public ServerKey get(String id) {
        return users.findByIdentity(ProviderType.API_KEY.wireName(), id)
                .filter(User::isServer)
                .flatMap(user -> user.apiKey(id).map(key -> new ServerKey(key, user)))
                .orElseThrow(UserKeys::notFound);
    }

    /**
     * Makes a key and its user.
     *
     * @throws AppServicesException {@link ErrorCode#INVALID_PARAMETER} for a name that cannot be one and for the 101st key;
     *     {@link ErrorCode#API_KEY_ALREADY_EXISTS} for a name that another key of the app has
     */
    public Created create(String name, ApiKeyHash hash) {
        NewApiKey.requireName(name);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<ServerKey> others = list();
            if (others.stream().anyMatch(other -> other.key().name().equals(name))) {
                throw UserKeys.nameTaken();
            }
            NewApiKey created = NewApiKey.named(name, hash, Optional.of(freeSlot(others)), clock.instant());
            User user = User.ofServerKey(UserId.random(), created.identity(), created.key());
            if (users.insert(user)) {
                return new Created(created, user);
            }
        }
        throw AppServicesException.busy("too many API keys are made at once: try again");
    }

    /** @throws AppServicesException {@link ErrorCode#API_KEY_NOT_FOUND} */
    public void setEnabled(ServerKey key, boolean enabled) {
        if (!keys.setEnabled(key.user().id(), key.key().id(), enabled)) {
            throw UserKeys.notFound();
        }
    }

    private static int freeSlot(List<ServerKey> others) {
        Set<Integer> taken = new HashSet<>();
        others.forEach(other -> other.key().slot().ifPresent(taken::add));
        return IntStream.range(0, MOST)
                .filter(slot -> !taken.contains(slot))
                .findFirst()
                .orElseThrow(() -> new AppServicesException(
                        ErrorCode.INVALID_PARAMETER, "an app can have " + MOST + " API keys at most"));
    }
}
