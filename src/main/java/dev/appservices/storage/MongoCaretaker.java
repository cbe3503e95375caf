package dev.appservices.storage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import dev.appservices.user.DatabaseReport;
import dev.appservices.user.EmailKeys;
import dev.appservices.user.UserId;

/**
 * Looks after one database for as long as this node uses it, in two threads of its own: one makes indexes and completes
 * documents, the other follows the changes. All nodes do the same, without locks.
 */
final class MongoCaretaker implements AutoCloseable {
    private static final Logger logger = Logger.getLogger(MongoCaretaker.class);
    private static final Duration ROUND = Duration.ofMinutes(1);

    /** A sweep that had nothing to write takes at most this part of the time: there may be many odd documents. */
    private static final int REST = 20;

    private final MongoIndexCheck indexes;
    private final MongoAdopter adopter;
    private final MongoUserWatch watch;
    private final String label;
    private final Clock clock;
    private final Semaphore wake = new Semaphore(0);
    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch stop = new CountDownLatch(1);

    private volatile @Nullable Instant checkedAt;
    private boolean failing;
    private long nextCheck = System.nanoTime();
    private Duration rest = Duration.ZERO;

    /**
     * @param background the database, for work that takes its time
     * @param label names it in the log, without credentials
     * @param interval after which a change by another program is seen at the latest
     * @param emailKeys how the addresses of users are compared now
     * @param caches told of changes, all but of incomplete documents
     */
    MongoCaretaker(
            Supplier<MongoDatabase> background,
            String label,
            Supplier<Duration> interval,
            Supplier<EmailKeys> emailKeys,
            ForeignChanges caches,
            Clock clock) {
        this.indexes = new MongoIndexCheck(background, label);
        this.adopter = new MongoAdopter(background, label, emailKeys);
        this.watch = new MongoUserWatch(background, label, interval, new Waking(caches, wake));
        this.label = label;
        this.clock = clock;
    }

    /** Passes on what it hears, and wakes whoever completes documents. */
    private record Waking(ForeignChanges caches, Semaphore wake) implements ForeignChanges {
        @Override
        public void changed(Set<UserId> users) {
            caches.changed(users);
        }

        @Override
        public void missed() {
            caches.missed();
        }

        @Override
        public void untold() {
            caches.untold();
        }

        @Override
        public void incomplete() {
            wake.release();
        }
    }

    /** Does nothing the second time. */
    void start() {
        if (started.compareAndSet(false, true)) {
            thread("app-services-upkeep", this::upkeep);
            thread("app-services-watch", watch);
        }
    }

    DatabaseReport report() {
        return new DatabaseReport(
                Optional.ofNullable(checkedAt), watch.streams(), indexes.states(), adopter.problems());
    }

    /** Returns at once; the threads end with what they are doing. */
    @Override
    public void close() {
        stop.countDown();
        watch.stop();
        wake.release();
    }

    private void upkeep() {
        while (!isStopped()) {
            try {
                round();
                failing = false;
            } catch (MongoException | IllegalStateException e) {
                if (!failing && !isStopped()) {
                    logger.infof("Indexes and documents in %s wait: %s", label, e.getMessage());
                }
                failing = true;
            }
            await();
        }
    }

    private void round() {
        if (System.nanoTime() - nextCheck >= 0) {
            check();
        }
        long start = System.nanoTime();
        long adopted = adopter.run(this::isStopped);
        long end = System.nanoTime();
        rest = adopted > 0 ? Duration.ZERO : Duration.ofNanos(Math.min(REST * (end - start), ROUND.toNanos()));
        if (adopted > 0 && indexes.hasFailed()) {
            check();
        }
    }

    private void check() {
        nextCheck = System.nanoTime() + ROUND.toNanos();
        indexes.run();
        checkedAt = clock.instant();
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    private void await() {
        try {
            wake.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS);
            stop.await(rest.toNanos(), TimeUnit.NANOSECONDS);
            wake.drainPermits();
        } catch (InterruptedException e) {
            close();
        }
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
