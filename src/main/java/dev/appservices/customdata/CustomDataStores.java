package dev.appservices.customdata;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import dev.appservices.mongodb.MongoConnections;
import dev.appservices.user.DatabaseReport.Index;

/** The collections of custom user data that this node reads, and what it knows of their indexes. */
public final class CustomDataStores implements AutoCloseable {
    private static final Logger logger = Logger.getLogger(CustomDataStores.class);
    private static final Duration LOOK_WHILE_MISSING = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    private final MongoConnections connections;
    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
    private final ExecutorService looks = Executors.newSingleThreadExecutor(CustomDataStores::thread);

    private record Key(String connectionString, CustomDataPlace place) {}

    public CustomDataStores(MongoConnections connections) {
        this.connections = connections;
    }

    /** @throws dev.appservices.error.AppServicesException with HTTP 503 when its hosts cannot be looked up */
    public CustomDataStore of(String connectionString, CustomDataPlace place) {
        return entry(connectionString, place).store();
    }

    /** Looks for the index, unless that was done a short time ago; returns at once, without a look at the database. */
    public void watch(String connectionString, CustomDataPlace place) {
        entry(connectionString, place).lookIfDue();
    }

    /** What is known of the index; empty where nothing is. */
    public Optional<Index> index(String connectionString, CustomDataPlace place) {
        Entry entry = entry(connectionString, place);
        entry.lookIfDue();
        return entry.index.known();
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }

    private Entry entry(String connectionString, CustomDataPlace place) {
        return entries.computeIfAbsent(new Key(connectionString, place), Entry::new);
    }

    private final class Entry {
        private final Key key;
        private final MongoCustomDataIndex index;
        private final AtomicLong nextLook = new AtomicLong(System.nanoTime());

        private volatile @Nullable CustomDataStore store;

        Entry(Key key) {
            this.key = key;
            this.index = new MongoCustomDataIndex(
                    () -> connections.backgroundDatabase(key.connectionString, key.place.databaseName()),
                    key.place,
                    MongoConnections.hosts(key.connectionString));
        }

        CustomDataStore store() {
            CustomDataStore known = store;
            if (known == null) {
                known = new MongoCustomDataStore(
                        connections.store(key.connectionString, key.place.databaseName()), key.place);
                store = known;
            }
            return known;
        }

        void lookIfDue() {
            long due = nextLook.get();
            long now = System.nanoTime();
            Duration pause = index.isPresent() ? LOOK_AGAIN : LOOK_WHILE_MISSING;
            if (now - due < 0 || !nextLook.compareAndSet(due, now + pause.toNanos())) {
                return;
            }
            try {
                looks.execute(this::look);
            } catch (RejectedExecutionException e) {
                logger.debug("The server stops", e);
            }
        }

        private void look() {
            try {
                index.look();
            } catch (RuntimeException e) {
                logger.warnf(e, "The look for the index of %s failed", key.place);
            }
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "app-services-custom-data-index");
        thread.setDaemon(true);
        return thread;
    }
}
