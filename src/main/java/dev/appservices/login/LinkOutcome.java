package dev.appservices.login;

import java.util.Optional;

import dev.appservices.user.Identity;
import dev.appservices.user.PendingIdentity;
import dev.appservices.user.User;

/** What a {@link LoginMethod} found out of a credential that is to be linked. */
public sealed interface LinkOutcome permits LinkOutcome.Proven, LoginOutcome.Refused {
    /**
     * The credential is right. Whether it may be linked is decided later, and by nothing but this.
     *
     * @param owner who has the identity already
     * @param registration where nobody has it yet and it has not logged in; only e-mail/password has that
     */
    record Proven(Identity identity, Optional<User> owner, Optional<PendingIdentity> registration)
            implements LinkOutcome {
        @Override
        public String toString() {
            return "Proven[" + identity + "]";
        }
    }
}
