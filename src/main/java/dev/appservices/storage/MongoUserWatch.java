package dev.appservices.storage;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.ChangeStreamIterable;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the change stream of the users in one thread. Where the server has none it says instead, at the configured
 * interval, that it knows nothing.
 */
final class MongoUserWatch implements Runnable {
    private static final Logger logger = Logger.getLogger(MongoUserWatch.class);

    /** How long the server waits for an event before it answers. */
    private static final Duration AWAIT = Duration.ofSeconds(1);

    /** A server that answers without waiting is asked this often. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** A server without change streams may become one that has them. */
    private static final Duration TRY_AGAIN = Duration.ofMinutes(5);

    private static final Duration MAX_BACKOFF = Duration.ofSeconds(30);

    private final Supplier<MongoDatabase> background;
    private final String label;
    private final Supplier<Duration> interval;
    private final ForeignChanges changes;
    private final CountDownLatch stop = new CountDownLatch(1);

    private final MongoUserEvents events = new MongoUserEvents();
    private boolean told;
    private @Nullable BsonDocument token;
    private Duration backoff = PAUSE;
    private long lastContact = System.nanoTime();
    private volatile @Nullable Boolean streams;

    /**
     * @param label names the database in the log
     * @param interval after which a change is seen at the latest where nothing tells of it
     */
    MongoUserWatch(
            Supplier<MongoDatabase> background, String label, Supplier<Duration> interval, ForeignChanges changes) {
        this.background = background;
        this.label = label;
        this.interval = interval;
        this.changes = changes;
    }

    /** Whether the database has a change stream; empty while that is not known. */
    Optional<Boolean> streams() {
        return Optional.ofNullable(streams);
    }

    void stop() {
        stop.countDown();
    }

    @Override
    public void run() {
        while (!stopped()) {
            try {
                follow();
            } catch (MongoCommandException e) {
                refused(e);
            } catch (MongoException | IllegalArgumentException | IllegalStateException e) {
                disconnected(e);
            }
        }
    }

    private void follow() {
        try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> cursor = open()) {
            if (!Boolean.TRUE.equals(streams)) {
                logger.infof("Changes by other programs in %s take effect at once", label);
            }
            streams = true;
            told = false;
            events.suspectIncomplete();
            boolean ended = false;
            while (!stopped() && !ended) {
                long asked = System.nanoTime();
                ChangeStreamDocument<Document> event = cursor.tryNext();
                backoff = PAUSE;
                lastContact = System.nanoTime();
                if (event != null) {
                    token = event.getResumeToken();
                    ended = !events.read(event);
                }
                if (event == null || cursor.available() == 0 || events.isFlood()) {
                    tell();
                }
                if (event == null && lastContact - asked < PAUSE.toNanos()) {
                    await(PAUSE);
                }
            }
            if (ended) {
                token = null;
            }
        }
    }

    private MongoChangeStreamCursor<ChangeStreamDocument<Document>> open() {
        ChangeStreamIterable<Document> stream = background
                .get()
                .getCollection(MongoUserDirectory.COLLECTION)
                .watch()
                .maxAwaitTime(AWAIT.toMillis(), TimeUnit.MILLISECONDS);
        BsonDocument known = token;
        if (known == null) {
            events.miss();
        }
        return (known == null ? stream : stream.resumeAfter(known)).cursor();
    }

    private void tell() {
        if (!call(() -> events.tell(changes))) {
            await(AWAIT);
        }
    }

    private boolean call(Runnable telling) {
        try {
            telling.run();
            return true;
        } catch (RuntimeException e) {
            logger.warnf(e, "Changes of users in %s could not be passed on, and are tried again", label);
            return false;
        }
    }

    /** The server has answered, so it is not away. */
    private void refused(MongoCommandException e) {
        if (token != null) {
            logger.infof("The change stream of %s cannot be resumed (code %d)", label, e.getCode());
            token = null;
            await(PAUSE);
            return;
        }
        if (!Boolean.FALSE.equals(streams)) {
            logger.infof(
                    "No change stream in %s (code %d): changes by other programs take effect within %d seconds",
                    label, e.getCode(), interval.get().toSeconds());
        }
        streams = false;
        long end = System.nanoTime() + TRY_AGAIN.toNanos();
        long lastTold = System.nanoTime();
        // In short steps, since an operator may make the interval shorter.
        while (System.nanoTime() - end < 0 && !await(PAUSE)) {
            if (System.nanoTime() - lastTold >= interval.get().toNanos()) {
                lastTold = System.nanoTime();
                call(changes::untold);
                changes.incomplete();
            }
        }
    }

    private void disconnected(RuntimeException e) {
        if (stopped()) {
            return;
        }
        if (!told) {
            logger.infof("The change stream of %s is interrupted: %s", label, e.getMessage());
            told = true;
        }
        await(backoff);
        backoff = backoff.multipliedBy(2).compareTo(MAX_BACKOFF) < 0 ? backoff.multipliedBy(2) : MAX_BACKOFF;
        if (System.nanoTime() - lastContact > interval.get().toNanos()) {
            lastContact = System.nanoTime();
            call(changes::untold);
        }
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    /** @return whether this watch was stopped meanwhile */
    private boolean await(Duration time) {
        try {
            return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stop();
            return true;
        }
    }
}
