package dev.appservices.mongodb;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many threads are in operations of one MongoDB at once.
 *
 * <p>Keycloak works off all requests of all realms in {@code max(50, 4 * processors)} threads, if not told otherwise. A
 * third of them may be in one MongoDB: when it hangs, two thirds serve everybody else, and three would have to hang at
 * once to stop the server, each for the time limit of one operation. For throughput a third is plenty: 16 places with
 * operations of 2 ms are 8,000 operations a second, or 1,600 logins of five operations each, whose password checks
 * would take 32 processors at 20 ms each; and a server with 32 processors has 42 places.
 *
 * <p>Waiting for a place keeps a thread too. It is worth it while places come free; once none has for that long, all
 * others are turned away at once.
 */
final class MongoPlaces {
    private static final int LEAST_THREADS = 50;
    private static final int THREADS_PER_PROCESSOR = 4;
    private static final int SHARE = 3;

    private final Semaphore free;
    private final Clock clock;
    private final Duration patience;

    private volatile Instant lastMove;

    /** @param patience how long one waits for a place at most */
    MongoPlaces(int places, Duration patience, Clock clock) {
        this.free = new Semaphore(places);
        this.patience = patience;
        this.clock = clock;
        this.lastMove = clock.instant();
    }

    static int ofThisMachine() {
        int processors = Runtime.getRuntime().availableProcessors();
        return Math.max(LEAST_THREADS, THREADS_PER_PROCESSOR * processors) / SHARE;
    }

    /** @return false when there was no place; otherwise the place has to be left again */
    boolean enter() {
        boolean entered = free.tryAcquire() || (!isStuck() && waitForPlace());
        if (entered) {
            lastMove = clock.instant();
        }
        return entered;
    }

    void leave() {
        lastMove = clock.instant();
        free.release();
    }

    private boolean isStuck() {
        return Duration.between(lastMove, clock.instant()).compareTo(patience) >= 0;
    }

    private boolean waitForPlace() {
        try {
            return free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
