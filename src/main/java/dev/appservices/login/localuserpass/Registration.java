package dev.appservices.login.localuserpass;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import dev.appservices.app.ObjectIds;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.user.EmailKeys;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserId;

/** Registers an address and a password, with automatic confirmation. */
public final class Registration {
    static final int MIN_PASSWORD_LENGTH = 6;
    static final int MAX_PASSWORD_LENGTH = 128;

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
     * Leaves a confirmed pending registration.
     *
     * @return the id that the user will have
     * @throws AppServicesException {@link ErrorCode#BAD_REQUEST} for an unusable address or password,
     *     {@link ErrorCode#ACCOUNT_NAME_IN_USE} when the address belongs to a user or a registration
     */
    public UserId register(String email, String password) {
        if (!EmailAddress.isOne(email)) {
            throw new AppServicesException(ErrorCode.BAD_REQUEST, "email invalid");
        }
        checkPassword(email, password);
        List<String> taken = emailKeys.candidates(email);
        if (pendingUsers.findByEmailKeys(taken).isPresent()
                || users.findByEmailKeys(taken).isPresent()) {
            throw nameInUse();
        }
        PendingUser pending = new PendingUser(
                ObjectIds.random(),
                UserId.random(),
                emailKeys.key(email),
                email,
                passwords.hash(password),
                true,
                clock.instant());
        if (!pendingUsers.insert(pending)) {
            throw nameInUse();
        }
        if (users.findByEmailKeys(taken).isPresent()) {
            pendingUsers.delete(pending.id());
            throw nameInUse();
        }
        return pending.userId();
    }

    private void checkPassword(String email, String password) {
        if (password.length() < MIN_PASSWORD_LENGTH || password.length() > MAX_PASSWORD_LENGTH) {
            throw new AppServicesException(ErrorCode.BAD_REQUEST, "password must be between 6 and 128 characters");
        }
        Optional<String> violation = passwords.policyViolation(email, password);
        if (violation.isPresent()) {
            throw new AppServicesException(ErrorCode.BAD_REQUEST, violation.get());
        }
    }

    private static AppServicesException nameInUse() {
        return new AppServicesException(ErrorCode.ACCOUNT_NAME_IN_USE, "name already in use");
    }
}
