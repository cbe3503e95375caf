package dev.appservices.login;

import java.util.Optional;

import dev.appservices.error.ErrorCode;
import dev.appservices.user.Identity;
import dev.appservices.user.User;

/** What a {@link LoginMethod} decided. */
public sealed interface LoginOutcome {
    /**
     * The credential is right.
     *
     * @param created whether the user has come into being with this login
     */
    record LoggedIn(User user, Identity identity, boolean created) implements LoginOutcome {}

    /**
     * The credential does not log in.
     *
     * @param user whose credential was tried, where that is known
     */
    record Refused(ErrorCode code, String publicText, Reason reason, Optional<User> user)
            implements LoginOutcome, LinkOutcome {}

    /** Why, for events and brute-force protection; clients are told less. */
    enum Reason {
        UNKNOWN_USER,
        WRONG_CREDENTIAL,
        NOT_CONFIRMED,
        DISABLED,
        LOCKED
    }
}
