package dev.appservices.limit;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.mongodb.MongoServerException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

import dev.appservices.mongodb.MongoErrors;
import dev.appservices.mongodb.MongoGuard;
import dev.appservices.mongodb.MongoStore;

import static com.mongodb.client.model.Filters.eq;

/** Counts in the collection {@code request_counts}, which MongoDB empties by itself. One command for each call. */
public final class MongoRequestCounts implements RequestCounts {
    public static final String COLLECTION = "request_counts";

    private static final String ID = "_id";
    private static final String COUNT = "count";
    private static final String END = "expiresAt";

    /** Two nodes may make the document at the same moment, and one of them is told of the other's. */
    private static final int ATTEMPTS = 3;

    private final MongoGuard guard;
    private final MongoCollection<Document> counts;

    public MongoRequestCounts(MongoStore store) {
        this.guard = store.guard();
        // A count that is lost with its node is a request too many at worst.
        this.counts = store.database().getCollection(COLLECTION).withWriteConcern(WriteConcern.W1);
    }

    /** Only for tidiness: keys are never used again. */
    public static IndexModel index() {
        return new IndexModel(Indexes.ascending(END), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
    }

    @Override
    public long add(String key, Instant end) {
        return guard.run(() -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    return number(counts.findOneAndUpdate(
                            eq(ID, key),
                            Updates.combine(Updates.inc(COUNT, 1L), Updates.setOnInsert(END, Date.from(end))),
                            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)));
                } catch (MongoServerException e) {
                    if (attempt == ATTEMPTS || !MongoErrors.isDuplicate(e)) {
                        throw e;
                    }
                }
            }
        });
    }

    @Override
    public long get(String key) {
        return number(guard.run(() -> counts.find(eq(ID, key)).first()));
    }

    private static long number(@Nullable Document found) {
        return Optional.ofNullable(found)
                .map(document -> document.get(COUNT))
                .filter(Number.class::isInstance)
                .map(count -> ((Number) count).longValue())
                .orElse(0L);
    }
}
