package dev.appservices.keycloak;

import java.util.HashMap;
import java.util.Map;

/** How many threads may wait: for one thing, and for all things together. */
final class Waiters {
    private final int forOne;
    private final int inAll;
    private final Map<String, Integer> waiting = new HashMap<>();
    private int sum;

    Waiters(int forOne, int inAll) {
        this.forOne = forOne;
        this.inAll = inAll;
    }

    /** @return false when there are enough already; whoever gets true has to leave */
    synchronized boolean enter(String thing) {
        if (sum >= inAll || waiting.getOrDefault(thing, 0) >= forOne) {
            return false;
        }
        sum++;
        waiting.merge(thing, 1, Integer::sum);
        return true;
    }

    synchronized void leave(String thing) {
        sum--;
        waiting.computeIfPresent(thing, (known, count) -> count == 1 ? null : count - 1);
    }
}
