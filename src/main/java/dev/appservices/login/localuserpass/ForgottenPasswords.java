package dev.appservices.login.localuserpass;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.appservices.app.ObjectIds;
import dev.appservices.app.ProviderType;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.localuserpass.AddressProof.ForRegistration;
import dev.appservices.login.localuserpass.AddressProof.ForUser;
import dev.appservices.login.localuserpass.AddressProof.Refused;
import dev.appservices.user.EmailKeys;
import dev.appservices.user.Identity;
import dev.appservices.user.MailedToken;
import dev.appservices.user.PasswordResets.Expected;
import dev.appservices.user.PasswordResets.Reset;
import dev.appservices.user.User;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserDirectory.Written;

/** Mails a pair to whoever has forgotten a password, and sets the new one. Users who never had one are among them. */
public final class ForgottenPasswords {
    private static final String TYPE = ProviderType.LOCAL_USERPASS.wireName();

    private final UserDirectory users;
    private final PendingUsers pendingUsers;
    private final EmailKeys emailKeys;
    private final Passwords passwords;
    private final Clock clock;

    /** Whose password it is. */
    public sealed interface Account {
        User asUser();

        String address();
    }

    private record OfUser(User asUser, String address) implements Account {}

    private record OfRegistration(PendingUser pending, User asUser) implements Account {
        @Override
        public String address() {
            return pending.email();
        }
    }

    public ForgottenPasswords(
            UserDirectory users, PendingUsers pendingUsers, EmailKeys emailKeys, Passwords passwords, Clock clock) {
        this.users = users;
        this.pendingUsers = pendingUsers;
        this.emailKeys = emailKeys;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * Who logs in by an address.
     *
     * @throws AppServicesException {@link ErrorCode#USER_NOT_FOUND}
     */
    public Account account(String email) {
        if (!EmailAddress.isOne(email)) {
            throw Confirmations.unknown();
        }
        AddressOwner owner = AddressOwner.of(email, emailKeys, users, pendingUsers);
        if (owner.user().isPresent()) {
            return new OfUser(owner.user().get(), address(owner.user().get()));
        }
        return owner.registration()
                .map(found -> new OfRegistration(found, found.toUser(clock.instant())))
                .orElseThrow(Confirmations::unknown);
    }

    /** Mails a new pair in the place of an earlier one, to the stored spelling of the address. */
    public void send(Account account, UserpassMails mails) {
        if (!mails.reaches(account.address())) {
            throw new AppServicesException(ErrorCode.BAD_REQUEST, "email invalid");
        }
        mails.admit(account.address());
        MailPair pair = MailPair.random();
        MailedToken token = pair.mailedTo(account.address(), clock.instant());
        boolean kept = account instanceof OfRegistration registration
                ? pendingUsers.expect(registration.pending().id(), MailPurpose.RESET, token)
                : users.expectReset(account.asUser().id(), token) == Written.DONE;
        if (!kept) {
            throw Confirmations.unknown();
        }
        mails.send(MailPurpose.RESET, account.address(), pair, account.asUser());
    }

    /**
     * Sets the password of the account that the pair was mailed for. A password that is refused leaves the pair as it is.
     *
     * @throws AppServicesException {@link ErrorCode#BAD_REQUEST} for an unusable password
     */
    public AddressProof reset(String token, String tokenId, String password) {
        Optional<MailPair> pair = MailPair.of(token, tokenId);
        if (pair.isEmpty()) {
            return Refused.because(TokenProblem.MALFORMED);
        }
        NewPasswords.requireLength(password);
        Optional<Expected> expected = users.findByResetToken(tokenId);
        if (expected.isPresent()) {
            return resetUser(pair.get(), expected.get(), password);
        }
        return pendingUsers
                .findByToken(tokenId)
                .map(pending -> resetRegistration(pair.get(), pending, password))
                .orElseGet(() -> Refused.because(TokenProblem.UNKNOWN));
    }

    private AddressProof resetUser(MailPair pair, Expected expected, String password) {
        User user = expected.user();
        String address = address(user);
        Optional<TokenProblem> problem = pair.problemWith(expected.token(), address, clock.instant());
        if (problem.isPresent()) {
            return new Refused(problem.get(), Optional.of(user.id().hex()));
        }
        NewPasswords.refuse(passwords.policyViolation(user, password));
        Optional<Identity> added = user.identity(TYPE).isPresent()
                ? Optional.empty()
                : Optional.of(new Identity(TYPE, ObjectIds.random(), Map.of("email", address)));
        boolean proven = user.email().equals(Optional.of(address));
        Reset reset = new Reset(passwords.hash(password), added, proven, clock.instant());
        return users.resetPassword(expected, reset)
                ? new ForUser(user)
                : new Refused(TokenProblem.USED, Optional.of(user.id().hex()));
    }

    private AddressProof resetRegistration(MailPair pair, PendingUser pending, String password) {
        Instant now = clock.instant();
        Optional<String> userId = Optional.of(pending.userId().hex());
        Optional<TokenProblem> problem = pending.reset()
                .filter(token -> token.id().equals(pair.tokenId()))
                .map(token -> pair.problemWith(token, pending.email(), now))
                .orElse(Optional.of(TokenProblem.WRONG_PURPOSE));
        if (problem.isPresent()) {
            return new Refused(problem.get(), userId);
        }
        NewPasswords.refuse(passwords.policyViolation(pending.email(), password));
        return pendingUsers.resetPassword(pending, passwords.hash(password), now)
                ? new ForRegistration(pending)
                : new Refused(TokenProblem.USED, userId);
    }

    /**
     * Where mails to a user go: the address of the e-mail/password identity, as long as it is the one that the user logs
     * in by, and not the one that Keycloak shows, which an administrator may have set for another reason.
     */
    private String address(User user) {
        String key = user.emailKey().orElse("");
        return user.identity(TYPE)
                .map(identity -> identity.data().get("email"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(email -> emailKeys.candidates(email).contains(key))
                .orElse(key);
    }
}
