package dev.appservices.login.localuserpass;

import java.util.Optional;

/** Where registrations wait. Throws as {@link dev.appservices.user.UserDirectory} does. */
public interface PendingUsers {
    /** @return false when the address has a registration already */
    boolean insert(PendingUser pending);

    Optional<PendingUser> findByEmailKey(String emailKey);

    /** @return false when there was no such record */
    boolean delete(String id);

    /** Removes what a crash may have left beside a user of this address. */
    void deleteByEmailKey(String emailKey);
}
