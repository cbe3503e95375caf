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
     * @param detail what an operator finds in the event beside the reason, without anything secret
     */
    record Refused(ErrorCode code, String publicText, Reason reason, Optional<User> user, Optional<String> detail)
            implements LoginOutcome, LinkOutcome {
        public Refused(ErrorCode code, String publicText, Reason reason, Optional<User> user) {
            this(code, publicText, reason, user, Optional.empty());
        }
    }

    /** Why, for events and brute-force protection; clients are told less. */
    enum Reason {
        UNKNOWN_USER,
        WRONG_CREDENTIAL,
        CREDENTIAL_DISABLED,
        NOT_CONFIRMED,
        DISABLED,
        LOCKED
    }
}
