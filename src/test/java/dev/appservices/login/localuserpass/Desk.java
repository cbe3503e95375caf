package dev.appservices.login.localuserpass;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.appservices.app.ProviderType;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.Device;
import dev.appservices.login.LinkOutcome;
import dev.appservices.login.LoginMethod;
import dev.appservices.login.LoginMethod.Turn;
import dev.appservices.login.LoginOutcome;
import dev.appservices.login.LoginRequest;
import dev.appservices.login.Payload;
import dev.appservices.testing.FakeMails;
import dev.appservices.testing.FakePasswords;
import dev.appservices.testing.FakePendingUsers;
import dev.appservices.testing.FakeUserDirectory;
import dev.appservices.testing.MovedClock;
import dev.appservices.user.EmailKeys;
import dev.appservices.user.Linking;
import dev.appservices.user.User;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserId;
import dev.appservices.user.UserSearch;

/** Registration and login over the same stores, at a time that stands still. */
final class Desk {
    static final Instant NOW = Instant.parse("2026-03-05T10:20:30.456Z");

    final MovedClock clock = new MovedClock(NOW);
    final FakeMails mails = new FakeMails();

    final UserDirectory users;
    final PendingUsers pendingUsers;
    final FakePasswords passwords = new FakePasswords();

    /** Users who were asked for before their password was looked at. */
    final List<UserId> tried = new ArrayList<>();

    boolean locked;

    EmailKeys emailKeys = EmailKeys.SENSITIVE;

    Desk() {
        this(new FakeUserDirectory(), new FakePendingUsers());
    }

    Desk(UserDirectory users, PendingUsers pendingUsers) {
        this.users = users;
        this.pendingUsers = pendingUsers;
    }

    UserId register(String email, String password) {
        return new Registration(users, pendingUsers, emailKeys, passwords, clock).register(email, password);
    }

    UserId registerByMail(String email, String password) {
        return new Registration(users, pendingUsers, emailKeys, passwords, clock)
                .registerByMail(email, password, mails);
    }

    Confirmations confirmations() {
        return new Confirmations(users, pendingUsers, emailKeys, clock);
    }

    ForgottenPasswords forgottenPasswords() {
        return new ForgottenPasswords(users, pendingUsers, emailKeys, passwords, clock);
    }

    /** Asks for a mail and gives the pair in it. */
    MailPair askForReset(String email) {
        forgottenPasswords().send(forgottenPasswords().account(email), mails);
        return mails.lastPair();
    }

    AddressProof confirm(MailPair pair) {
        return confirmations().confirm(pair.token(), pair.tokenId());
    }

    AddressProof reset(MailPair pair, String password) {
        return forgottenPasswords().reset(pair.token(), pair.tokenId(), password);
    }

    LoginOutcome login(String email, String password) {
        return login(email, password, this::turn);
    }

    LoginOutcome login(String email, String password, LoginMethod.Attempts attempts) {
        return method().login(request(email, password), attempts);
    }

    /** Shows that a credential is right, without a login. */
    LinkOutcome prove(String email, String password) {
        return prove(email, password, this::turn);
    }

    LinkOutcome prove(String email, String password, LoginMethod.Attempts attempts) {
        return method().prove(request(email, password), attempts);
    }

    /** Links a credential, if it is right, to a user as he was read before. */
    Optional<Linking.Result> link(User user, String email, String password) {
        return prove(email, password) instanceof LinkOutcome.Proven proven
                ? Optional.of(new Linking(
                                users,
                                registration -> pendingUsers.delete(
                                        registration.identity().id()))
                        .link(user, proven.identity(), proven.owner(), proven.registration()))
                : Optional.empty();
    }

    private LoginMethod method() {
        return new LocalUserpassLogin(users, pendingUsers, emailKeys, passwords, clock);
    }

    private static LoginRequest request(String email, String password) {
        Payload payload = name -> {
            if (name.equals("username")) {
                return email;
            }
            if (name.equals("password")) {
                return password;
            }
            throw new AppServicesException(ErrorCode.MISSING_PARAMETER, name);
        };
        return new LoginRequest(ProviderType.LOCAL_USERPASS, payload, Device.NONE);
    }

    /** Registers, and logs in for the first time. */
    User newUser(String email, String password) {
        register(email, password);
        return ((LoginOutcome.LoggedIn) login(email, password)).user();
    }

    boolean letsIn(String email, String password) {
        return login(email, password) instanceof LoginOutcome.LoggedIn;
    }

    Optional<ErrorCode> registrationError(String email, String password) {
        try {
            register(email, password);
            return Optional.empty();
        } catch (AppServicesException e) {
            return e.code();
        }
    }

    List<User> allUsers() {
        return users.search(UserSearch.ALL, 0, 100);
    }

    private synchronized Turn turn(User user) {
        tried.add(user.id());
        return locked ? Turn.LOCKED : Turn.MINE;
    }
}
