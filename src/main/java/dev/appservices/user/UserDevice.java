package dev.appservices.user;

import java.time.Instant;
import java.util.Map;

/**
 * A device that a user has logged in from.
 *
 * @param id the id that the device was given at its first login: 24 hex digits
 * @param details what its client told of it, such as {@code platform} and {@code appVersion}; never trusted
 * @param lastSeenAt its last login
 */
public record UserDevice(String id, Map<String, String> details, Instant lastSeenAt) {
    /** How many are remembered of a user; the one that was not seen for longest gives way. */
    public static final int MOST = 20;

    public UserDevice {
        details = Map.copyOf(details);
    }
}
