package dev.appservices.login.localuserpass;

import java.time.Clock;
import java.util.Optional;

import dev.appservices.app.ProviderType;
import dev.appservices.login.LinkOutcome;
import dev.appservices.login.LinkOutcome.Proven;
import dev.appservices.login.LoginMethod.Attempts;
import dev.appservices.login.LoginMethod.Turn;
import dev.appservices.login.LoginOutcome.Reason;
import dev.appservices.login.LoginRequest;
import dev.appservices.user.EmailKeys;
import dev.appservices.user.Password;
import dev.appservices.user.User;
import dev.appservices.user.UserDirectory;

/**
 * Finds whose an address and a password are, as {@link LocalUserpassLogin} does, and writes nothing. Guessing is counted
 * against whoever has the address, so that linking is no way around the protection of logins.
 */
record LocalUserpassProof(
        UserDirectory users, PendingUsers pendingUsers, EmailKeys emailKeys, Passwords passwords, Clock clock) {
    /** @param user who has the credential, or would have it after the first login */
    private record Found(User user, Password password, Proven proven) {}

    LinkOutcome prove(LoginRequest request, Attempts attempts) {
        String username = request.payload().requiredString("username");
        String password = request.payload().requiredString("password");
        boolean possible = EmailAddress.isOne(username) && password.length() <= LocalUserpassLogin.MAX_PASSWORD_LENGTH;
        Optional<Found> found = possible ? find(username) : Optional.empty();
        if (found.isEmpty()) {
            passwords.pretend(possible ? password : "");
            return LocalUserpassLogin.wrong(Reason.UNKNOWN_USER, Optional.empty());
        }
        Optional<User> user = found.map(Found::user);
        Turn turn = attempts.turn(user.get());
        if (turn == Turn.LOCKED) {
            passwords.pretend(password);
            return LocalUserpassLogin.wrong(Reason.LOCKED, user);
        }
        if (turn == Turn.MINE_AFTER_OTHERS) {
            return prove(request, attempts);
        }
        return passwords.matches(user.get().id(), password, found.get().password())
                ? found.get().proven()
                : LocalUserpassLogin.wrong(Reason.WRONG_CREDENTIAL, user);
    }

    private Optional<Found> find(String username) {
        AddressOwner owner = AddressOwner.of(username, emailKeys, users, pendingUsers);
        return owner.user().isPresent()
                ? owner.user().flatMap(LocalUserpassProof::of)
                : owner.registration().map(this::of);
    }

    private static Optional<Found> of(User user) {
        return user.identity(ProviderType.LOCAL_USERPASS.wireName())
                .flatMap(identity -> user.password()
                        .map(password ->
                                new Found(user, password, new Proven(identity, Optional.of(user), Optional.empty()))));
    }

    private Found of(PendingUser pending) {
        Proven proven =
                new Proven(pending.toIdentity().identity(), Optional.empty(), Optional.of(pending.toIdentity()));
        return new Found(pending.toUser(clock.instant()), pending.password(), proven);
    }
}
