package dev.appservices.login.localuserpass;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import dev.appservices.app.ProviderType;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.LinkOutcome;
import dev.appservices.login.LoginMethod;
import dev.appservices.login.LoginOutcome;
import dev.appservices.login.LoginOutcome.LoggedIn;
import dev.appservices.login.LoginOutcome.Reason;
import dev.appservices.login.LoginOutcome.Refused;
import dev.appservices.login.LoginRequest;
import dev.appservices.user.EmailKeys;
import dev.appservices.user.Identity;
import dev.appservices.user.Password;
import dev.appservices.user.User;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserDirectory.Written;

/** Logs in by address and password. A user outranks a pending registration of the same address. */
public final class LocalUserpassLogin implements LoginMethod {
    static final int MAX_PASSWORD_LENGTH = 1024;

    private final UserDirectory users;
    private final PendingUsers pendingUsers;
    private final EmailKeys emailKeys;
    private final Passwords passwords;
    private final Clock clock;

    public LocalUserpassLogin(
            UserDirectory users, PendingUsers pendingUsers, EmailKeys emailKeys, Passwords passwords, Clock clock) {
        this.users = users;
        this.pendingUsers = pendingUsers;
        this.emailKeys = emailKeys;
        this.passwords = passwords;
        this.clock = clock;
    }

    @Override
    public LoginOutcome login(LoginRequest request, Attempts attempts) {
        String username = request.payload().requiredString("username");
        String password = request.payload().requiredString("password");
        if (!EmailAddress.isOne(username) || password.length() > MAX_PASSWORD_LENGTH) {
            return unknown("");
        }
        AddressOwner owner = AddressOwner.of(username, emailKeys, users, pendingUsers);
        if (owner.user().isPresent()) {
            return existing(request, owner.user().get(), password, attempts);
        }
        return owner.registration().isPresent()
                ? first(request, owner.registration().get(), password, attempts)
                : unknown(password);
    }

    @Override
    public LinkOutcome prove(LoginRequest request, Attempts attempts) {
        return new LocalUserpassProof(users, pendingUsers, emailKeys, passwords, clock).prove(request, attempts);
    }

    private LoginOutcome existing(LoginRequest request, User user, String password, Attempts attempts) {
        Optional<Identity> identity = user.identity(ProviderType.LOCAL_USERPASS.wireName());
        if (identity.isEmpty() || user.password().isEmpty()) {
            return unknown(password);
        }
        Password stored = user.password().get();
        Optional<LoginOutcome> ended = check(request, user, stored, password, attempts);
        if (ended.isPresent()) {
            return ended.get();
        }
        if (!user.enabled()) {
            return new Refused(ErrorCode.USER_DISABLED, "user disabled", Reason.DISABLED, Optional.of(user));
        }
        if (users.update(user, request.changes(user, clock.instant())) == Written.GONE) {
            return wrong(Reason.UNKNOWN_USER, Optional.empty());
        }
        if (passwords.isOutdated(stored)) {
            users.replacePassword(user.id(), stored, passwords.hash(password).inPlaceOf(stored));
        }
        return new LoggedIn(user, identity.get(), false);
    }

    /** The first login of a registration: insert the user, then delete the registration, in this order. */
    private LoginOutcome first(LoginRequest request, PendingUser pending, String password, Attempts attempts) {
        Instant now = clock.instant();
        User registered = pending.toUser(now);
        Optional<LoginOutcome> ended = check(request, registered, pending.password(), password, attempts);
        if (ended.isPresent()) {
            return ended.get();
        }
        if (!pending.confirmed()) {
            return new Refused(
                    ErrorCode.AUTH_ERROR, "confirmation required", Reason.NOT_CONFIRMED, Optional.of(registered));
        }
        User user = registered.with(request.changes(registered, now));
        if (!users.insert(user)) {
            return outranked(request, pending, password, attempts);
        }
        if (!pendingUsers.delete(pending.id())) {
            // Another login has made this user before, and somebody has deleted it: nobody comes back from that.
            users.delete(user.id());
            return wrong(Reason.UNKNOWN_USER, Optional.empty());
        }
        return new LoggedIn(user, user.identities().get(0), true);
    }

    /**
     * Another login was faster, or a crash left this registration behind: only what the user has now counts, who may
     * have another address, another password, or be disabled.
     */
    private LoginOutcome outranked(LoginRequest request, PendingUser pending, String password, Attempts attempts) {
        Optional<User> user = users.findByEmailKeys(emailKeys.candidates(pending.emailKey()));
        if (user.isPresent()) {
            return existing(request, user.get(), password, attempts);
        }
        pendingUsers.delete(pending.id());
        return wrong(Reason.UNKNOWN_USER, Optional.empty());
    }

    /** Empty when the password is right; otherwise how this login ends. */
    private Optional<LoginOutcome> check(
            LoginRequest request, User user, Password stored, String password, Attempts attempts) {
        Turn turn = attempts.turn(user);
        if (turn == Turn.LOCKED) {
            passwords.pretend(password);
            return Optional.of(wrong(Reason.LOCKED, Optional.of(user)));
        }
        if (turn == Turn.MINE_AFTER_OTHERS) {
            return Optional.of(login(request, attempts));
        }
        if (!passwords.matches(user.id(), password, stored)) {
            return Optional.of(wrong(Reason.WRONG_CREDENTIAL, Optional.of(user)));
        }
        return Optional.empty();
    }

    private LoginOutcome unknown(String password) {
        passwords.pretend(password);
        return wrong(Reason.UNKNOWN_USER, Optional.empty());
    }

    static Refused wrong(Reason reason, Optional<User> user) {
        return new Refused(ErrorCode.INVALID_PASSWORD, "invalid username/password", reason, user);
    }
}
