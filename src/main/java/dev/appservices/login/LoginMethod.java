package dev.appservices.login;

import dev.appservices.user.LinkingDecision;
import dev.appservices.user.User;

/** How one provider decides a login; everything that can be tested without a server. */
public interface LoginMethod {
    LoginOutcome login(LoginRequest request, Attempts attempts);

    /**
     * Checks a credential that somebody who is logged in wants to log in with too. Nobody is logged in by it, no user is
     * made, and nothing is written. Here: a provider whose credentials are never linked.
     */
    default LinkOutcome prove(LoginRequest request, Attempts attempts) {
        throw LinkingDecision.Reason.NOT_LINKABLE.error();
    }

    /** Protection against guessing, asked between finding a user and checking the credential. */
    interface Attempts {
        /**
         * Asks for the turn to try this user, which lasts until the request ends.
         *
         * @throws dev.appservices.error.AppServicesException with HTTP 503 when too many others are before this one
         */
        Turn turn(User user);
    }

    /** Whether a user may be tried. */
    enum Turn {
        /** Now. */
        MINE,

        /** Now, but others were tried meanwhile: what is known of the user may be old. */
        MINE_AFTER_OTHERS,

        /** Not at all. */
        LOCKED
    }
}
