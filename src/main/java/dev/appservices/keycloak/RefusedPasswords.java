package dev.appservices.keycloak;

import java.util.HashSet;
import java.util.Set;

import org.jboss.logging.Logger;

import dev.appservices.user.UserId;

/**
 * Tells the operator of users who cannot log in because their password hash cannot be used. To the client it is a wrong
 * password, as it would otherwise say whose hash is broken. Once a user and start: anybody can repeat a login.
 */
public final class RefusedPasswords {
    /** Enough to see what is wrong with an import; the rest of a million would only fill the log. */
    static final int MAX_USERS = 1000;

    private static final Logger logger = Logger.getLogger(RefusedPasswords.class);
    private static final RefusedPasswords WARNED = new RefusedPasswords();

    private final Set<UserId> users = new HashSet<>();

    /** @param reason of {@link PasswordModels#refusal} */
    public static void warn(UserId user, String reason) {
        if (WARNED.isFirst(user)) {
            logger.warnf("The password of the user %s counts as wrong, whatever it is: %s", user, reason);
        }
    }

    synchronized boolean isFirst(UserId user) {
        return users.size() < MAX_USERS && users.add(user);
    }
}
