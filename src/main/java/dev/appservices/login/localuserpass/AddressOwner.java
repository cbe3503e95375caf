package dev.appservices.login.localuserpass;

import java.util.List;
import java.util.Optional;

import dev.appservices.user.EmailKeys;
import dev.appservices.user.User;
import dev.appservices.user.UserDirectory;

/**
 * Who logs in by an address: a user, a registration that has never logged in, or nobody.
 *
 * @param user empty where a registration is present
 */
record AddressOwner(Optional<User> user, Optional<PendingUser> registration) {
    /** A user outranks a registration, but for one of exactly this spelling. */
    static AddressOwner of(String address, EmailKeys emailKeys, UserDirectory users, PendingUsers pendingUsers) {
        List<String> keys = emailKeys.candidates(address);
        Optional<User> user = users.findByEmailKeys(keys);
        if (user.flatMap(User::emailKey).equals(Optional.of(address))) {
            return new AddressOwner(user, Optional.empty());
        }
        Optional<PendingUser> registration = pendingUsers.findByEmailKeys(keys);
        if (user.isEmpty() && registration.isEmpty()) {
            // A first login at the same time makes the user before it ends the registration.
            return new AddressOwner(users.findByEmailKeys(keys), Optional.empty());
        }
        return user.isPresent()
                        && registration
                                .filter(found -> isTwin(found, address, user.get()))
                                .isEmpty()
                ? new AddressOwner(user, Optional.empty())
                : new AddressOwner(Optional.empty(), registration);
    }

    /** Whether a registration was made for exactly this spelling, and the user was found for another one. */
    private static boolean isTwin(PendingUser registration, String address, User user) {
        return registration.emailKey().equals(address) && !registration.userId().equals(user.id());
    }
}
