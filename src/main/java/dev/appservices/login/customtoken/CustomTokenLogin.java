package dev.appservices.login.customtoken;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.appservices.error.ErrorCode;
import dev.appservices.login.LoginMethod;
import dev.appservices.login.LoginOutcome;
import dev.appservices.login.LoginOutcome.LoggedIn;
import dev.appservices.login.LoginOutcome.Reason;
import dev.appservices.login.LoginOutcome.Refused;
import dev.appservices.login.LoginRequest;
import dev.appservices.login.customtoken.CheckedToken.Result;
import dev.appservices.user.Identity;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserDirectory.Written;
import dev.appservices.user.UserId;

/**
 * Logs in by a token: a user is made the first time its subject comes, and the metadata is renewed each time. A look-up
 * and a write.
 */
public final class CustomTokenLogin implements LoginMethod {
    private final UserDirectory users;
    private final CustomTokenRules rules;
    private final TokenSignatures signatures;

    public CustomTokenLogin(UserDirectory users, CustomTokenRules rules, TokenSignatures signatures) {
        this.users = users;
        this.rules = rules;
        this.signatures = signatures;
    }

    /** Checks the token of a request, and looks for nobody. */
    CheckedToken check(LoginRequest request) {
        return rules.check(request.payload().requiredString("token"), signatures);
    }

    @Override
    public LoginOutcome login(LoginRequest request, Attempts attempts) {
        CheckedToken checked = check(request);
        if (checked.identity().isEmpty()) {
            return refusal(checked.firstFailed().orElseThrow());
        }
        Identity identity = checked.identity().get();
        Optional<User> known = users.findByIdentity(identity.providerType(), identity.id());
        return known.isPresent() ? existing(request, known.get(), identity) : first(request, identity);
    }

    private LoginOutcome first(LoginRequest request, Identity identity) {
        Instant now = clock().instant();
        User created = User.withIdentity(UserId.random(), identity, now);
        User user = created.with(request.changes(created, now));
        if (users.insert(user)) {
            return new LoggedIn(user, identity, true);
        }
        return users.findByIdentity(identity.providerType(), identity.id())
                .map(winner -> existing(request, winner, identity))
                .orElseThrow(() -> new IllegalStateException("The new random user id " + user.id() + " is taken"));
    }

    private LoginOutcome existing(LoginRequest request, User user, Identity identity) {
        if (!user.enabled()) {
            return new Refused(ErrorCode.USER_DISABLED, "user disabled", Reason.DISABLED, Optional.of(user));
        }
        List<UserChange> changes = new ArrayList<>(request.changes(user, clock().instant()));
        if (isRenewed(user, identity)) {
            changes.add(new UserChange.SetIdentityData(identity));
        }
        if (users.update(user, changes) == Written.GONE) {
            // Deleted between the look-up and the write: to its issuer the person is a new one.
            return first(request, identity);
        }
        return new LoggedIn(user.with(changes), identity, false);
    }

    private static boolean isRenewed(User user, Identity identity) {
        return user.identities().stream()
                .filter(identity::isSameAs)
                .noneMatch(
                        own -> own.data().equals(identity.data()) && own.name().equals(identity.name()));
    }

    private Clock clock() {
        return rules.clock();
    }

    /** The texts of two rules are compared by apps; of the others the service said no more than this. */
    static Refused refusal(Result failed) {
        String text = switch (failed.rule()) {
            case SIGNATURE -> "crypto/rsa: verification error";
            case ALGORITHM ->
                failed.detail().endsWith("no alg") ? "signing method (alg) is unspecified." : "invalid token";
            default -> "invalid token";
        };
        return new Refused(
                ErrorCode.INVALID_SESSION,
                text,
                Reason.WRONG_CREDENTIAL,
                Optional.empty(),
                Optional.of(failed.rule().text() + ": " + failed.detail()));
    }
}
