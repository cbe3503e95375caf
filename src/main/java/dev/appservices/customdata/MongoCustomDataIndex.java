package dev.appservices.customdata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.jboss.logging.Logger;

import dev.appservices.user.DatabaseReport.Index;
import dev.appservices.user.DatabaseReport.State;

/**
 * Looks for the index that look-ups of custom user data need. It is the app's collection, so the index is not made here:
 * the operator is told how, once in the log and always in the report.
 */
final class MongoCustomDataIndex {
    private static final Logger logger = Logger.getLogger(MongoCustomDataIndex.class);
    private static final String EVERY_FIELD = "$**";

    /** Options of an index that keep queries for a string from using it, or do not let it speak for all documents. */
    private static final Set<String> UNFIT = Set.of("partialFilterExpression", "collation", "hidden");

    private final Supplier<MongoDatabase> database;
    private final CustomDataPlace place;
    private final String hosts;

    private volatile Optional<Index> known = Optional.empty();
    private boolean warned;

    /**
     * @param database for a thread that serves no request
     * @param hosts for the log
     */
    MongoCustomDataIndex(Supplier<MongoDatabase> database, CustomDataPlace place, String hosts) {
        this.database = database;
        this.place = place;
        this.hosts = hosts;
    }

    /** What was found last; empty where nothing is known, as of a view. */
    Optional<Index> known() {
        return known;
    }

    boolean isPresent() {
        return known.filter(index -> index.state() == State.PRESENT).isPresent();
    }

    synchronized void look() {
        try {
            boolean present = place.userIdField().equals("_id") || hasIndex();
            known = Optional.of(index(present));
            if (!present && !warned && hasDocuments()) {
                warned = true;
                logger.warnf(
                        "Each login and refresh reads the whole collection %s at %s for custom user data, as %s has no"
                                + " index; make it with %s",
                        place, hosts, place.userIdField(), place.createIndexCommand());
            }
        } catch (MongoException e) {
            logger.debugf(e, "The indexes of %s at %s cannot be listed", place, hosts);
        }
    }

    private Index index(boolean present) {
        return new Index(
                place.toString(),
                List.of(place.userIdField()),
                false,
                present ? State.PRESENT : State.MISSING,
                present ? Optional.empty() : Optional.of("make it with " + place.createIndexCommand()),
                List.of());
    }

    private boolean hasIndex() {
        return database.get().getCollection(place.collectionName()).listIndexes().into(new ArrayList<>()).stream()
                .anyMatch(this::serves);
    }

    private boolean serves(Document index) {
        if (UNFIT.stream().anyMatch(option -> index.containsKey(option) && !Boolean.FALSE.equals(index.get(option)))) {
            return false;
        }
        return index.get("key", new Document()).entrySet().stream()
                .findFirst()
                .filter(first -> first.getKey().equals(place.userIdField())
                        || first.getKey().equals(EVERY_FIELD))
                .filter(first -> first.getValue() instanceof Number || "hashed".equals(first.getValue()))
                .isPresent();
    }

    private boolean hasDocuments() {
        return database.get()
                        .getCollection(place.collectionName())
                        .find()
                        .limit(1)
                        .first()
                != null;
    }
}
