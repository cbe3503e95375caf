package dev.appservices.customdata;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.appservices.user.UserId;

/** Sees to it that a user whose document is too large fills no log: one warning an hour, on each node. */
public final class SizeWarnings {
    static final Duration PAUSE = Duration.ofHours(1);

    /** How many users are remembered; the one that was warned of for longest is forgotten. */
    static final int MOST = 1000;

    private final Clock clock;
    private final Map<UserId, Instant> warned = new LinkedHashMap<>();

    public SizeWarnings(Clock clock) {
        this.clock = clock;
    }

    /** Whether this user is to be warned of now; counts as the warning. */
    public synchronized boolean isDue(UserId user) {
        Instant now = clock.instant();
        Instant last = warned.get(user);
        if (last != null && now.isBefore(last.plus(PAUSE))) {
            return false;
        }
        warned.remove(user);
        warned.put(user, now);
        if (warned.size() > MOST) {
            warned.remove(warned.keySet().iterator().next());
        }
        return true;
    }
}
