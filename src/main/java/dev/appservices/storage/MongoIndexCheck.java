package dev.appservices.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoServerException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jboss.logging.Logger;

import dev.appservices.limit.MongoRequestCounts;
import dev.appservices.login.localuserpass.MongoPendingUsers;
import dev.appservices.mongodb.MongoErrors;
import dev.appservices.mongodb.MongoStore;
import dev.appservices.user.DatabaseReport.Index;
import dev.appservices.user.DatabaseReport.State;

/**
 * Looks for the indexes and makes those that are missing, each for itself: one that cannot be made leaves the others and
 * every login alone. A look-up without its index is slow, not wrong.
 */
final class MongoIndexCheck {
    private static final Logger logger = Logger.getLogger(MongoIndexCheck.class);

    /** An index over a hundred million documents takes that long. */
    private static final long BUILD_LIMIT_HOURS = 12;

    private final Supplier<MongoDatabase> background;
    private final String label;
    private final Map<Wanted, Index> states = new LinkedHashMap<>();

    private record Wanted(String collection, IndexModel model) {
        BsonDocument key() {
            return model.getKeys().toBsonDocument();
        }

        boolean isUnique() {
            return model.getOptions().isUnique();
        }
    }

    /**
     * @param background asked in each run
     * @param label names the database in the log
     */
    MongoIndexCheck(Supplier<MongoDatabase> background, String label) {
        this.background = background;
        this.label = label;
        Stream<Wanted> ofUsers =
                MongoUserIndexes.ALL.stream().map(model -> new Wanted(MongoUserDirectory.COLLECTION, model));
        Stream<Wanted> ofPendingUsers =
                MongoPendingUsers.INDEXES.stream().map(model -> new Wanted(MongoPendingUsers.COLLECTION, model));
        Stream<Wanted> ofCounts = Stream.of(new Wanted(MongoRequestCounts.COLLECTION, MongoRequestCounts.index()));
        Stream.of(ofUsers, ofPendingUsers, ofCounts)
                .flatMap(wanted -> wanted)
                .forEach(wanted -> states.put(wanted, state(wanted, State.MISSING)));
    }

    /**
     * Makes the indexes of collections without documents: quick there, nobody can be registered twice from the first
     * registration on, and no write comes while one is made.
     *
     * @throws dev.appservices.error.AppServicesException with HTTP 503 if the database does not answer
     */
    static void ensureWhereEmpty(MongoStore store) {
        store.guard().longRunning(() -> {
            ensureWhereEmpty(store.withoutLimit(), MongoUserDirectory.COLLECTION, MongoUserIndexes.ALL);
            ensureWhereEmpty(store.withoutLimit(), MongoPendingUsers.COLLECTION, MongoPendingUsers.INDEXES);
            ensureWhereEmpty(store.withoutLimit(), MongoRequestCounts.COLLECTION, List.of(MongoRequestCounts.index()));
            return true;
        });
    }

    private static void ensureWhereEmpty(MongoDatabase database, String collection, List<IndexModel> indexes) {
        if (database.getCollection(collection).find().limit(1).first() == null) {
            try {
                database.getCollection(collection).createIndexes(indexes);
            } catch (MongoCommandException e) {
                // The check finds it again, and reports it.
                logger.debugf(e, "Indexes of %s were refused", collection);
            }
        }
    }

    /** @throws MongoException if the database does not answer */
    void run() {
        Map<String, List<Document>> known = new LinkedHashMap<>();
        for (Wanted wanted : List.copyOf(wanted())) {
            List<Document> existing = known.computeIfAbsent(wanted.collection, this::existing);
            if (existing.stream().anyMatch(index -> isSame(index, wanted))) {
                put(state(wanted, State.PRESENT), wanted);
            } else {
                create(wanted);
            }
        }
    }

    /** Whether some index could not be made the last time. */
    synchronized boolean hasFailed() {
        return states.values().stream().anyMatch(index -> index.state() == State.FAILED);
    }

    synchronized List<Index> states() {
        return List.copyOf(states.values());
    }

    private synchronized List<Wanted> wanted() {
        return List.copyOf(states.keySet());
    }

    private synchronized Index put(Index state, Wanted wanted) {
        return Objects.requireNonNull(states.put(wanted, state));
    }

    private List<Document> existing(String collection) {
        return background.get().getCollection(collection).listIndexes().into(new ArrayList<>());
    }

    private static boolean isSame(Document index, Wanted wanted) {
        boolean sameKey = new ArrayList<>(index.get("key", new Document()).keySet())
                .equals(new ArrayList<>(wanted.key().keySet()));
        return sameKey && index.getBoolean("unique", false) == wanted.isUnique();
    }

    private void create(Wanted wanted) {
        Index before = put(state(wanted, State.BUILDING), wanted);
        try {
            background
                    .get()
                    .withTimeout(BUILD_LIMIT_HOURS, TimeUnit.HOURS)
                    .getCollection(wanted.collection)
                    .createIndexes(List.of(wanted.model));
            put(state(wanted, State.PRESENT), wanted);
            if (before.state() != State.PRESENT) {
                // Else the server takes indexes and does not list them, as stand-ins for tests do.
                logger.infof("Index %s of %s is made in %s", fields(wanted), wanted.collection, label);
            }
        } catch (MongoServerException e) {
            Index failed = MongoErrors.isDuplicate(e) ? duplicate(wanted) : refused(wanted, e);
            put(failed, wanted);
            if (!failed.equals(before)) {
                log(failed);
            }
        } catch (MongoException e) {
            put(state(wanted, State.MISSING), wanted);
            throw e;
        }
    }

    /** Without the message of the server, which has the value in it. */
    private Index duplicate(Wanted wanted) {
        List<List<String>> duplicates = List.of();
        try {
            duplicates = MongoDuplicates.of(background.get(), wanted.collection, wanted.model);
        } catch (MongoException e) {
            logger.debugf(e, "Duplicates in %s could not be found", wanted.collection);
        }
        return failed(wanted, "documents have the same value", duplicates);
    }

    private static Index refused(Wanted wanted, MongoServerException e) {
        String name = e instanceof MongoCommandException command ? command.getErrorMessage() : e.getMessage();
        return failed(wanted, "code " + e.getCode() + ": " + name, List.of());
    }

    private void log(Index index) {
        logger.warnf(
                "Index %s of %s cannot be made in %s, and is tried again every minute: %s%s",
                index.fields(),
                index.collection(),
                label,
                index.reason().orElse(""),
                index.duplicates().isEmpty() ? "" : "; ids " + index.duplicates());
    }

    private static List<String> fields(Wanted wanted) {
        return List.copyOf(wanted.key().keySet());
    }

    private static Index state(Wanted wanted, State state) {
        return new Index(wanted.collection, fields(wanted), wanted.isUnique(), state, Optional.empty(), List.of());
    }

    private static Index failed(Wanted wanted, String reason, List<List<String>> duplicates) {
        return new Index(
                wanted.collection, fields(wanted), wanted.isUnique(), State.FAILED, Optional.of(reason), duplicates);
    }
}
