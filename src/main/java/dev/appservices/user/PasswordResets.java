package dev.appservices.user;

import java.time.Instant;
import java.util.Optional;

import dev.appservices.user.UserDirectory.Written;

/** Passwords of users that are replaced by whoever reads the mails to their address. */
public interface PasswordResets {
    /** A user and the last token that was mailed for a new password. */
    record Expected(User user, MailedToken token) {}

    /**
     * What a token does.
     *
     * @param added the e-mail/password identity, for a user who has an address to log in by and no such identity
     * @param proven whether the mail has proven the address that the user is shown with
     */
    record Reset(Password password, Optional<Identity> added, boolean proven, Instant at) {}

    /** Keeps a token in the place of an earlier one, which is worth nothing from now on. */
    Written expectReset(UserId id, MailedToken token);

    /** The user with the token of this id, whether it is still worth anything or not. */
    Optional<Expected> findByResetToken(String tokenId);

    /**
     * Sets a password, and ends the worth of the token, of the user's API keys and of everything that was issued before, all
     * in one update.
     *
     * @return false when the token is worth nothing any more, or the user has another address; nothing is written then
     */
    boolean resetPassword(Expected read, Reset reset);
}
