package dev.appservices.login.localuserpass;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.appservices.app.ProviderType;
import dev.appservices.user.Identity;
import dev.appservices.user.MailedToken;
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
 * @param emailVerified whether a mail has proven the address, which nothing else does
 * @param confirmation the last token that was mailed to confirm the registration
 * @param reset the last token that was mailed for a new password
 */
public record PendingUser(
        String id,
        UserId userId,
        String emailKey,
        String email,
        Password password,
        boolean confirmed,
        boolean emailVerified,
        Optional<MailedToken> confirmation,
        Optional<MailedToken> reset,
        Instant createdAt) {
    /** One to which no mail has gone. */
    public PendingUser(
            String id,
            UserId userId,
            String emailKey,
            String email,
            Password password,
            boolean confirmed,
            Instant createdAt) {
        this(id, userId, emailKey, email, password, confirmed, false, Optional.empty(), Optional.empty(), createdAt);
    }

    /** The token that was mailed for this last. */
    public Optional<MailedToken> token(MailPurpose purpose) {
        return purpose == MailPurpose.CONFIRMATION ? confirmation : reset;
    }

    /** The user that the first login makes. Automatic confirmation proves no address, so it is not a verified one. */
    User toUser(Instant now) {
        List<UserChange> changes = new ArrayList<>();
        changes.add(new UserChange.SetEmail(Optional.of(email), Optional.of(emailKey)));
        changes.add(new UserChange.SetPassword(Optional.of(password)));
        if (emailVerified) {
            changes.add(new UserChange.SetEmailVerified(true));
        }
        return User.withIdentity(userId, identity(), now).with(changes);
    }

    /** What a user who is there already gets by linking it. */
    PendingIdentity toIdentity() {
        return new PendingIdentity(identity(), emailKey, email, emailVerified, password, confirmed);
    }

    private Identity identity() {
        return new Identity(ProviderType.LOCAL_USERPASS.wireName(), id, Map.of("email", email));
    }

    @Override
    public String toString() {
        return "PendingUser[" + id + "]";
    }
}
