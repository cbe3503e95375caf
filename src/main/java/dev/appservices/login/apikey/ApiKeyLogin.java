package dev.appservices.login.apikey;

import java.time.Clock;
import java.util.Optional;

import dev.appservices.app.ProviderType;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.LoginMethod;
import dev.appservices.login.LoginOutcome;
import dev.appservices.login.LoginOutcome.LoggedIn;
import dev.appservices.login.LoginOutcome.Reason;
import dev.appservices.login.LoginOutcome.Refused;
import dev.appservices.login.LoginRequest;
import dev.appservices.user.ApiKey;
import dev.appservices.user.Identity;
import dev.appservices.user.User;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserDirectory.Written;

/**
 * Logs in by key: one look-up and one write. Nobody can guess a key, so the protection against guessing is not asked: a
 * lock after wrong passwords must not stop the programs that use a key.
 */
public final class ApiKeyLogin implements LoginMethod {
    private final UserDirectory users;
    private final ApiKeyStore keys;
    private final Optional<ApiKeyHash> hash;
    private final Clock clock;

    /** @param hash empty where no key has been made yet */
    public ApiKeyLogin(UserDirectory users, ApiKeyStore keys, Optional<ApiKeyHash> hash, Clock clock) {
        this.users = users;
        this.keys = keys;
        this.hash = hash;
        this.clock = clock;
    }

    @Override
    public LoginOutcome login(LoginRequest request, Attempts attempts) {
        Optional<Owned> found = find(request.payload().requiredString("key"));
        if (found.isEmpty()) {
            return wrong(Reason.UNKNOWN_USER, Optional.empty());
        }
        User user = found.get().user();
        if (!found.get().key().enabled()) {
            return wrong(Reason.CREDENTIAL_DISABLED, Optional.of(user));
        }
        if (!user.enabled()) {
            return new Refused(ErrorCode.USER_DISABLED, "user disabled", Reason.DISABLED, Optional.of(user));
        }
        if (users.update(user, request.changes(user, clock.instant())) == Written.GONE) {
            return wrong(Reason.UNKNOWN_USER, Optional.empty());
        }
        return new LoggedIn(user, found.get().identity(), false);
    }

    private record Owned(User user, ApiKey key, Identity identity) {}

    private Optional<Owned> find(String secret) {
        if (hash.isEmpty() || !NewApiKey.isSecret(secret)) {
            return Optional.empty();
        }
        String wanted = hash.get().of(secret);
        return keys.findByHash(wanted)
                .flatMap(user -> user.apiKeys().stream()
                        .filter(key -> ApiKeyHash.equal(key.hash(), wanted))
                        .flatMap(key -> identity(user, key).map(identity -> new Owned(user, key, identity)).stream())
                        .findFirst());
    }

    /** A key without its identity has been unlinked by a program that did not know of keys. */
    private static Optional<Identity> identity(User user, ApiKey key) {
        return user.identities().stream()
                .filter(identity -> identity.providerType().equals(ProviderType.API_KEY.wireName())
                        && identity.id().equals(key.id()))
                .findFirst();
    }

    private static Refused wrong(Reason reason, Optional<User> user) {
        return new Refused(ErrorCode.AUTH_ERROR, "invalid API key", reason, user);
    }
}
