package dev.appservices.login.localuserpass;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.appservices.user.KeyedAddresses;
import dev.appservices.user.MailedToken;
import dev.appservices.user.Password;

/** Where registrations wait. Throws as {@link dev.appservices.user.UserDirectory} does. */
public interface PendingUsers extends KeyedAddresses {
    /** @return false when the address has a registration already */
    boolean insert(PendingUser pending);

    /** @param id as {@link PendingUser#id} */
    Optional<PendingUser> findById(String id);

    default Optional<PendingUser> findByEmailKey(String emailKey) {
        return findByEmailKeys(List.of(emailKey));
    }

    /** The registration that has the first of these keys that any has. */
    Optional<PendingUser> findByEmailKeys(List<String> emailKeys);

    /** The registration that a pair with this id was mailed for last, for whatever purpose. */
    Optional<PendingUser> findByToken(String tokenId);

    /**
     * In the order of their ids.
     *
     * @param after the last id of the page before; empty for the first page
     */
    List<PendingUser> list(String after, int max);

    /**
     * Keeps a token in the place of an earlier one for the same purpose, which is worth nothing from now on.
     *
     * @return false when there is no such registration
     */
    boolean expect(String id, MailPurpose purpose, MailedToken token);

    /**
     * Lets the first login happen, which proves no address.
     *
     * @return false when there is no such registration
     */
    boolean confirm(String id);

    /**
     * Lets the first login happen, with a proven address, and ends the worth of the token.
     *
     * @return false when the token is worth nothing any more; nothing is written then
     */
    boolean confirm(PendingUser read, Instant now);

    /**
     * The same for a token that was mailed for a new password, which is set.
     *
     * @return false when the token is worth nothing any more; nothing is written then
     */
    boolean resetPassword(PendingUser read, Password password, Instant now);

    /** @return false when there was no such record */
    boolean delete(String id);

    /** Removes what a crash may have left beside a user of this address. */
    void deleteByEmailKey(String emailKey);
}
