package dev.appservices.login.localuserpass;

import java.util.Optional;

import dev.appservices.user.Password;
import dev.appservices.user.User;
import dev.appservices.user.UserId;

/** Password hashing, by the rules of the realm. */
public interface Passwords {
    Password hash(String raw);

    /**
     * False also for a hash that cannot be used; the log names the user then.
     *
     * @param user whose password it is
     */
    boolean matches(UserId user, String raw, Password stored);

    /** Whether the realm would hash this password differently today. */
    boolean isOutdated(Password stored);

    /** Takes as long as a real check, so that an unknown address cannot be told from a wrong password. */
    void pretend(String raw);

    /** The sentence of the realm's password policy that the first password of somebody breaks. */
    Optional<String> policyViolation(String email, String raw);

    /** The sentence of the realm's password policy that a new password of a user breaks, who has had others. */
    Optional<String> policyViolation(User user, String raw);
}
