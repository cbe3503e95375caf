package dev.appservices.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Notices when one refresh token is used by one client, then by another, then by the first again: a copy of it is in other
 * hands. Refresh tokens are not rotated, so nothing else would tell.
 *
 * <p>A client is what it calls itself. An update of a browser or an app changes that once, and never back. The network
 * address does not count: a phone goes to and fro between two of them all day.
 *
 * <p>Remembered in this node's memory alone, so a copy that is used on another node of a cluster, or after so many other
 * sessions that this one is forgotten, or by a client of the same name, goes unnoticed.
 */
public final class AlternatingClients {
    /** How many sessions are remembered; the one not used for longest is forgotten. A session takes about 200 bytes. */
    static final int MOST = 20_000;

    /** One session is told of once in this time, however often its clients take turns. */
    static final Duration PAUSE = Duration.ofHours(1);

    private final Clock clock;
    private final Map<String, Uses> sessions = new LinkedHashMap<>(16, 0.75f, true);

    public AlternatingClients(Clock clock) {
        this.clock = clock;
    }

    private static final class Uses {
        private int last;
        private @Nullable Integer before;
        private @Nullable Instant toldAt;

        Uses(int first) {
            last = first;
        }
    }

    /**
     * Notes one use of a session's refresh token.
     *
     * @param client what the client calls itself, of any length; only its hash is kept
     * @return whether the clients alternate, and nobody was told so within the last hour
     */
    public synchronized boolean alternates(String sessionId, String client) {
        int now = client.hashCode();
        Uses uses = sessions.get(sessionId);
        if (uses == null) {
            sessions.put(sessionId, new Uses(now));
            if (sessions.size() > MOST) {
                sessions.remove(sessions.keySet().iterator().next());
            }
            return false;
        }
        if (uses.last == now) {
            return false;
        }
        boolean back = Objects.equals(uses.before, now);
        uses.before = uses.last;
        uses.last = now;
        return back && tell(uses);
    }

    private boolean tell(Uses uses) {
        Instant now = clock.instant();
        Instant told = uses.toldAt;
        if (told != null && now.isBefore(told.plus(PAUSE))) {
            return false;
        }
        uses.toldAt = now;
        return true;
    }
}
