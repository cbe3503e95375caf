package dev.appservices.login;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Lets logins of one address through one at a time, in the order in which they came. Whoever waits here holds no thread
 * and no database connection, so that a flood at one address does not hold up the others.
 *
 * <p>It is a courtesy and no protection: Keycloak's own tries one credential of a user at a time and refuses what comes
 * meanwhile, also with the right password. What finds its line full goes on without a turn and meets that protection.
 */
public final class LoginQueue {
    private final int waitingForOne;
    private final int waitingInAll;
    private final Map<String, Line> lines = new HashMap<>();
    private int waiting;

    /**
     * @param waitingForOne longest line of one address, not counting the one whose turn it is
     * @param waitingInAll all lines together
     */
    public LoginQueue(int waitingForOne, int waitingInAll) {
        this.waitingForOne = waitingForOne;
        this.waitingInAll = waitingInAll;
    }

    private static final class Line {
        private Place served;
        private final Deque<Place> waiting = new ArrayDeque<>();

        Line(Place served) {
            this.served = served;
        }
    }

    /** One login in its line. */
    public final class Place {
        private final String address;
        private final Runnable go;

        private Place(String address, Runnable go) {
            this.address = address;
            this.go = go;
        }

        /** Ends the turn, or the wait for it; the next one goes. Does nothing the second time. */
        public void leave() {
            LoginQueue.this.leave(this);
        }

        /** Goes now, without a turn, if it has waited until now: at the end of its patience. */
        public void goUnserved() {
            if (stopWaiting(this)) {
                go.run();
            }
        }
    }

    /**
     * Takes a place at the end of the line.
     *
     * @param go called once: in this thread when there is no line, or a full one; else in the thread of whoever leaves.
     *     Not called at all after leaving the line before the turn
     */
    public Place join(String address, Runnable go) {
        Place place = new Place(address, go);
        if (goesAtOnce(place)) {
            go.run();
        }
        return place;
    }

    /** How many wait, in all lines together. */
    public synchronized int waiting() {
        return waiting;
    }

    private synchronized boolean goesAtOnce(Place place) {
        Line line = lines.get(place.address);
        if (line == null) {
            lines.put(place.address, new Line(place));
            return true;
        }
        if (line.waiting.size() >= waitingForOne || waiting >= waitingInAll) {
            return true;
        }
        line.waiting.add(place);
        waiting++;
        return false;
    }

    private void leave(Place place) {
        if (stopWaiting(place)) {
            return;
        }
        Place next = endTurn(place);
        if (next != null) {
            next.go.run();
        }
    }

    private synchronized boolean stopWaiting(Place place) {
        Line line = lines.get(place.address);
        if (line == null || !line.waiting.remove(place)) {
            return false;
        }
        waiting--;
        return true;
    }

    private synchronized @Nullable Place endTurn(Place place) {
        Line line = lines.get(place.address);
        if (line == null || line.served != place) {
            return null;
        }
        Place next = line.waiting.poll();
        if (next == null) {
            lines.remove(place.address);
            return null;
        }
        waiting--;
        line.served = next;
        return next;
    }
}
