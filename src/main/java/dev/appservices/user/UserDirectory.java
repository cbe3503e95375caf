package dev.appservices.user;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The users of one app. The only door to where they are kept.
 *
 * <p>Every method throws {@link dev.appservices.error.AppServicesException} with HTTP 503 when the store does not answer:
 * an outage is never an unknown user.
 */
public interface UserDirectory extends KeyedAddresses, PasswordResets {
    Optional<User> findById(UserId id);

    /** The user with this name, in lower case; the id is the name of a user without another. */
    Optional<User> findByUsername(String username);

    /** The user whose e-mail/password identity has this key, compared exactly. */
    default Optional<User> findByEmailKey(String emailKey) {
        return findByEmailKeys(List.of(emailKey));
    }

    /** The user who has the first of these keys that anybody has, compared exactly. */
    Optional<User> findByEmailKeys(List<String> emailKeys);

    /** The only user with this address, whatever its case; empty when there is none, or more than one. */
    Optional<User> findSoleByEmail(String email);

    Optional<User> findByIdentity(String providerType, String identityId);

    /**
     * Adds a user.
     *
     * @return false when the id, the name, an identity or the e-mail key is taken already; nothing is written then
     */
    boolean insert(User user);

    /**
     * Adds many users, the quickest way.
     *
     * @return the ids of those that were not added, since something of theirs is taken already
     */
    List<UserId> insertAll(List<User> users);

    /**
     * Writes all changes in one update.
     *
     * @param read the user as it was read before
     * @return {@link Written#DUPLICATE} when a key belongs to another user; nothing is written then
     */
    Written update(User read, List<UserChange> changes);

    /**
     * Puts another hash in the place of one, unless the password has been changed since that one was read.
     *
     * @return false when the user is gone or has another password by now; nothing is written then
     */
    boolean replacePassword(UserId id, Password read, Password replacement);

    /**
     * Adds an identity at the end; does nothing when the user has it already.
     *
     * @return {@link Written#DUPLICATE} when it belongs to another user; nothing is written then
     */
    Written link(UserId id, Identity identity);

    /**
     * Adds the identity of a registration at the end, with its address and password, in one update.
     *
     * @param read the user as it was read before
     * @return {@link Written#DUPLICATE} when the identity or the address belongs to another user, {@link Written#GONE}
     *     when the user is gone, is disabled or has an e-mail/password identity by now; nothing is written then
     */
    Written link(User read, PendingIdentity registration);

    /** Puts other metadata, name and token in the place of those of the identity with the same type and id. */
    Written updateIdentity(UserId id, Identity identity);

    /**
     * Takes an identity away, unless it is the last one: nobody could log in as the user again. With the last one of
     * e-mail/password go its address, the key of that, and the password; with one of an API key goes the key.
     */
    Unlinked unlink(UserId id, String providerType, String identityId);

    /** @return false when there was no such user */
    boolean delete(UserId id);

    /**
     * Deletes a user who has one identity only, an anonymous one, and was last authenticated before a time.
     *
     * @return false when there is no such user (any more); nothing is deleted then
     */
    boolean deleteInactiveAnonymous(UserId id, Instant before);

    /** Anonymous users with no other identity who were last authenticated before a time, the longest inactive first. */
    List<User> inactiveAnonymous(Instant before, int max);

    /** Users in the order of their ids; none where {@code max} is 0. */
    List<User> search(UserSearch search, int first, int max);

    /** Exact but for the number of all users, which may be an estimate where there are more than ten thousand. */
    long count(UserSearch search);

    /** Gives a role to every user. */
    void grantToAll(String roleId);

    /** Takes a role away from every user. */
    void removeRole(String roleId);

    /** Takes every user out of a group. */
    void removeGroup(String groupId);

    /** What came of an update. */
    enum Written {
        DONE,
        DUPLICATE,
        GONE
    }

    /** What came of taking an identity away. */
    enum Unlinked {
        DONE,
        ABSENT,
        LAST
    }
}
