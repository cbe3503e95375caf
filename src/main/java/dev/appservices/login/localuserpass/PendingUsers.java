package dev.appservices.login.localuserpass;

import java.util.List;
import java.util.Optional;

import dev.appservices.user.KeyedAddresses;

/** Where registrations wait. Throws as {@link dev.appservices.user.UserDirectory} does. */
public interface PendingUsers extends KeyedAddresses {
    /** @return false when the address has a registration already */
    boolean insert(PendingUser pending);

    default Optional<PendingUser> findByEmailKey(String emailKey) {
        return findByEmailKeys(List.of(emailKey));
    }

    /** The registration that has the first of these keys that any has. */
    Optional<PendingUser> findByEmailKeys(List<String> emailKeys);

    /** @return false when there was no such record */
    boolean delete(String id);

    /** Removes what a crash may have left beside a user of this address. */
    void deleteByEmailKey(String emailKey);
}
