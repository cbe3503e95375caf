package dev.appservices.user;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Deletes users who are known by nothing but an anonymous identity, and have not used it for long. */
public final class InactiveAnonymousUsers {
    static final int BATCH = 50;

    private final UserDirectory users;
    private final Function<User, Optional<Instant>> lastSessionUse;
    private final Clock clock;

    /** @param lastSessionUse of a session of the user, by clients that leave no trace on the user */
    public InactiveAnonymousUsers(UserDirectory users, Function<User, Optional<Instant>> lastSessionUse, Clock clock) {
        this.users = users;
        this.lastSessionUse = lastSessionUse;
        this.clock = clock;
    }

    /**
     * Deletes those who have been inactive for the longest, and for this long at least.
     *
     * @return the deleted ones; none when there is nobody left to look at
     */
    public List<User> deleteSome(Duration inactivity) {
        Instant before = clock.instant().minus(inactivity);
        return users.inactiveAnonymous(before, BATCH).stream()
                .filter(user -> delete(user, before))
                .toList();
    }

    /** Whoever has linked an identity or come back since the list was read stays. */
    private boolean delete(User user, Instant before) {
        Optional<Instant> used = lastSessionUse.apply(user).filter(time -> !time.isBefore(before));
        if (used.isPresent()) {
            users.update(user, List.of(new UserChange.SetLastAuthenticatedAt(used.get())));
            return false;
        }
        return users.deleteInactiveAnonymous(user.id(), before);
    }
}
