package dev.appservices.user;

import java.util.List;
import java.util.Optional;

/**
 * The users of one app. The only door to where they are kept.
 *
 * <p>Every method throws {@link dev.appservices.error.AppServicesException} with HTTP 503 when the store does not answer:
 * an outage is never an unknown user.
 */
public interface UserDirectory {
    Optional<User> findById(UserId id);

    /** The user whose e-mail/password identity has this key, compared exactly. */
    Optional<User> findByEmailKey(String emailKey);

    /** The only user with this address, whatever its case; empty when there is none, or more than one. */
    Optional<User> findSoleByEmail(String email);

    /**
     * Adds a user.
     *
     * @return false when the id, an identity or the e-mail key is taken already; nothing is written then
     */
    boolean insert(User user);

    /**
     * Writes all changes in one update.
     *
     * @return {@link Written#DUPLICATE} when a key belongs to another user; nothing is written then
     */
    Written update(UserId id, List<UserChange> changes);

    /**
     * Puts another hash in the place of one, unless the password has been changed since that one was read.
     *
     * @return false when the user is gone or has another password by now; nothing is written then
     */
    boolean replacePassword(UserId id, Password read, Password replacement);

    /** @return false when there was no such user */
    boolean delete(UserId id);

    /** Users in the order of their ids; none where {@code max} is 0. */
    List<User> search(UserSearch search, int first, int max);

    long count(UserSearch search);

    /** What came of an update. */
    enum Written {
        DONE,
        DUPLICATE,
        GONE
    }
}
