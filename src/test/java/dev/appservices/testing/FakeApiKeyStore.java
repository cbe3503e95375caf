package dev.appservices.testing;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.appservices.login.apikey.ApiKeyStore;
import dev.appservices.user.ApiKey;
import dev.appservices.user.Identity;
import dev.appservices.user.User;
import dev.appservices.user.UserDirectory.Written;
import dev.appservices.user.UserId;
import dev.appservices.user.UserSearch;

/** The keys of users in memory; whether it behaves as a real store does is tested by the contract that both run. */
public final class FakeApiKeyStore implements ApiKeyStore {
    private final FakeUserDirectory users;

    public FakeApiKeyStore(FakeUserDirectory users) {
        this.users = users;
    }

    @Override
    public Optional<User> findByHash(String hash) {
        return all().filter(user ->
                        user.apiKeys().stream().anyMatch(key -> key.hash().equals(hash)))
                .findFirst();
    }

    @Override
    public Added add(UserId owner, ApiKey key, Identity identity, int most) {
        synchronized (users) {
            Optional<User> found = users.findById(owner);
            if (found.isEmpty()) {
                return Added.GONE;
            }
            User user = found.get();
            if (user.isServer()
                    || user.identities().stream()
                            .allMatch(own -> own.providerType().equals("anon-user"))) {
                return Added.NOT_ALLOWED;
            }
            if (user.apiKeys().stream().anyMatch(own -> own.name().equals(key.name()))) {
                return Added.NAME_TAKEN;
            }
            if (user.apiKeys().size() >= most) {
                return Added.TOO_MANY;
            }
            users.changeApiKeys(owner, keys -> Stream.concat(keys, Stream.of(key)));
            users.link(owner, identity);
            return Added.DONE;
        }
    }

    @Override
    public boolean setEnabled(UserId owner, String keyId, boolean enabled) {
        boolean has = users.findById(owner).flatMap(user -> user.apiKey(keyId)).isPresent();
        return has
                && users.changeApiKeys(
                                owner, keys -> keys.map(key -> key.id().equals(keyId) ? key.enabled(enabled) : key))
                        == Written.DONE;
    }

    @Override
    public List<User> serverUsers() {
        return all().filter(User::isServer)
                .filter(user ->
                        user.apiKeys().stream().anyMatch(key -> key.slot().isPresent()))
                .sorted(Comparator.comparing(User::createdAt))
                .toList();
    }

    private Stream<User> all() {
        return users.search(UserSearch.ALL, 0, Integer.MAX_VALUE).stream();
    }
}
