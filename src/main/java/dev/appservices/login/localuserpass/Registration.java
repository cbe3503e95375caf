package dev.appservices.login.localuserpass;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.appservices.app.ObjectIds;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.user.EmailKeys;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserId;

/** Registers an address and a password. */
public final class Registration {
    private final UserDirectory users;
    private final PendingUsers pendingUsers;
    private final EmailKeys emailKeys;
    private final Passwords passwords;
    private final Clock clock;

    public Registration(
            UserDirectory users, PendingUsers pendingUsers, EmailKeys emailKeys, Passwords passwords, Clock clock) {
        this.users = users;
        this.pendingUsers = pendingUsers;
        this.emailKeys = emailKeys;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * Leaves a registration that may log in at once.
     *
     * @return the id that the user will have
     * @throws AppServicesException {@link ErrorCode#BAD_REQUEST} for an unusable address or password,
     *     {@link ErrorCode#ACCOUNT_NAME_IN_USE} when the address belongs to a user or a registration
     */
    public UserId register(String email, String password) {
        if (!EmailAddress.isOne(email)) {
            throw invalidAddress();
        }
        List<String> taken = requireFree(email, password);
        return insert(pending(email, password, Optional.empty()), taken).userId();
    }

    /**
     * Leaves a registration that may log in when somebody has read the mail to its address. Without a mail that was taken
     * there is no registration, so that the client can try again.
     *
     * @return the id that the user will have
     * @throws AppServicesException as {@link #register}, and with HTTP 503 when the mail is not taken
     */
    public UserId registerByMail(String email, String password, UserpassMails mails) {
        if (!EmailAddress.isMailable(email) || !mails.reaches(email)) {
            throw invalidAddress();
        }
        List<String> taken = requireFree(email, password);
        mails.admit(email);
        MailPair pair = MailPair.random();
        PendingUser pending = insert(pending(email, password, Optional.of(pair)), taken);
        try {
            mails.send(MailPurpose.CONFIRMATION, email, pair, pending.toUser(clock.instant()));
        } catch (AppServicesException e) {
            pendingUsers.delete(pending.id());
            throw e;
        }
        return pending.userId();
    }

    /** @return the keys of the address */
    private List<String> requireFree(String email, String password) {
        NewPasswords.requireLength(password);
        NewPasswords.refuse(passwords.policyViolation(email, password));
        List<String> taken = emailKeys.candidates(email);
        if (pendingUsers.findByEmailKeys(taken).isPresent()
                || users.findByEmailKeys(taken).isPresent()) {
            throw nameInUse();
        }
        return taken;
    }

    private PendingUser pending(String email, String password, Optional<MailPair> pair) {
        Instant now = clock.instant();
        return new PendingUser(
                ObjectIds.random(),
                UserId.random(),
                emailKeys.key(email),
                email,
                passwords.hash(password),
                pair.isEmpty(),
                false,
                pair.map(mailed -> mailed.mailedTo(email, now)),
                Optional.empty(),
                now);
    }

    private PendingUser insert(PendingUser pending, List<String> taken) {
        if (!pendingUsers.insert(pending)) {
            throw nameInUse();
        }
        if (users.findByEmailKeys(taken).isPresent()) {
            pendingUsers.delete(pending.id());
            throw nameInUse();
        }
        return pending;
    }

    private static AppServicesException invalidAddress() {
        return new AppServicesException(ErrorCode.BAD_REQUEST, "email invalid");
    }

    private static AppServicesException nameInUse() {
        return new AppServicesException(ErrorCode.ACCOUNT_NAME_IN_USE, "name already in use");
    }
}
