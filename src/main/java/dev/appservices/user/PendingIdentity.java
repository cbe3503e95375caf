package dev.appservices.user;

import java.util.List;
import java.util.Optional;

/**
 * An e-mail/password identity that is registered and belongs to nobody yet.
 *
 * @param emailKey the address as it is compared
 * @param email the address as it was given
 * @param emailVerified whether somebody has shown that the address is theirs; automatic confirmation shows nothing
 * @param confirmed whether it may log in, and so be linked
 */
public record PendingIdentity(
        Identity identity, String emailKey, String email, boolean emailVerified, Password password, boolean confirmed) {
    /** What a user gets with this identity. An address that was verified before is another one, so its mark goes. */
    public List<UserChange> changes() {
        return List.of(
                new UserChange.SetEmail(Optional.of(email), Optional.of(emailKey)),
                new UserChange.SetEmailVerified(emailVerified),
                new UserChange.SetPassword(Optional.of(password)));
    }

    @Override
    public String toString() {
        return "PendingIdentity[" + identity + "]";
    }
}
