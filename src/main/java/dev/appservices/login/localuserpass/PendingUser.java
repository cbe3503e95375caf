package dev.appservices.login.localuserpass;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.appservices.app.ProviderType;
import dev.appservices.user.Identity;
import dev.appservices.user.Password;
import dev.appservices.user.PendingIdentity;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserId;

/**
 * A registration that has never logged in.
 *
 * @param id of the password record: the identity id of the user to be
 * @param userId the id that the user will have
 * @param emailKey the address as it is compared
 * @param email the address as it was given
 * @param confirmed whether the first login may happen
 */
public record PendingUser(
        String id,
        UserId userId,
        String emailKey,
        String email,
        Password password,
        boolean confirmed,
        Instant createdAt) {
    /** The user that the first login makes. Automatic confirmation proves no address, so it is not a verified one. */
    User toUser(Instant now) {
        return User.withIdentity(userId, identity(), now)
                .with(
                        new UserChange.SetEmail(Optional.of(email), Optional.of(emailKey)),
                        new UserChange.SetPassword(Optional.of(password)));
    }

    /** What a user who is there already gets by linking it. */
    PendingIdentity toIdentity() {
        return new PendingIdentity(identity(), emailKey, email, false, password, confirmed);
    }

    private Identity identity() {
        return new Identity(ProviderType.LOCAL_USERPASS.wireName(), id, Map.of("email", email));
    }

    @Override
    public String toString() {
        return "PendingUser[" + id + "]";
    }
}
