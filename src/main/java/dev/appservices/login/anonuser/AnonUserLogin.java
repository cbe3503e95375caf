package dev.appservices.login.anonuser;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import dev.appservices.app.ObjectIds;
import dev.appservices.app.ProviderType;
import dev.appservices.login.LoginMethod;
import dev.appservices.login.LoginOutcome;
import dev.appservices.login.LoginRequest;
import dev.appservices.user.Identity;
import dev.appservices.user.User;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserId;

/** Makes a user who is known by nothing but the tokens of this login. */
public final class AnonUserLogin implements LoginMethod {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LETTERS = 24;

    private final UserDirectory users;
    private final Clock clock;

    public AnonUserLogin(UserDirectory users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    @Override
    public LoginOutcome login(LoginRequest request, Attempts attempts) {
        Identity identity = new Identity(ProviderType.ANON_USER.wireName(), identityId(), Map.of());
        Instant now = clock.instant();
        User created = User.withIdentity(UserId.random(), identity, now);
        User user = created.with(request.changes(created, now));
        if (!users.insert(user)) {
            throw new IllegalStateException("The new random user id " + user.id() + " is taken");
        }
        return new LoginOutcome.LoggedIn(user, identity, true);
    }

    /** The form the service used: an ObjectId, a hyphen, 24 lower-case letters. */
    private static String identityId() {
        StringBuilder id = new StringBuilder(ObjectIds.random()).append('-');
        for (int i = 0; i < LETTERS; i++) {
            id.append((char) ('a' + RANDOM.nextInt(26)));
        }
        return id.toString();
    }
}
