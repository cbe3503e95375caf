package dev.appservices.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoServerException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import dev.appservices.mongodb.MongoErrors;
import dev.appservices.user.DatabaseReport.Problem;
import dev.appservices.user.EmailKeys;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.type;

/**
 * Completes documents that other programs have put in or changed. Each batch is one query and one bulk of conditional
 * updates, so that several nodes may do it at the same time, and a change that comes between is never lost.
 */
final class MongoAdopter {
    static final String NO_OBJECT_ID = "the _id is no ObjectId";
    static final String NO_IDENTITY = "there is no identity with a provider_type";
    static final String TAKEN = "the first has no emailKey, for the second has it";

    private static final Logger logger = Logger.getLogger(MongoAdopter.class);
    private static final int BATCH = 500;
    private static final int MAX_IDS = 20;
    private static final int MAX_TAKEN = 100;
    private static final int MAX_COUNTED = 10_000;
    private static final long LIMIT_MINUTES = 5;
    private static final ObjectId FIRST = new ObjectId("0".repeat(24));

    /** Each of them is an index scan in the order of ids. */
    private static final List<Bson> INCOMPLETE = List.of(
            eq(MongoUserDocument.SCHEMA_VERSION, null),
            lt(MongoUserDocument.SCHEMA_VERSION, MongoUserDocument.CURRENT_SCHEMA));

    private final Supplier<MongoDatabase> background;
    private final String label;
    private final Supplier<EmailKeys> emailKeys;
    private final Map<String, Problem> taken = new LinkedHashMap<>();

    private List<Problem> notUsers = List.of();

    /**
     * @param label names the database in the log
     * @param emailKeys how addresses are compared now
     */
    MongoAdopter(Supplier<MongoDatabase> background, String label, Supplier<EmailKeys> emailKeys) {
        this.background = background;
        this.label = label;
        this.emailKeys = emailKeys;
    }

    /** Whether a document that was just written lacks something. */
    static boolean isIncomplete(Document document) {
        return !(document.get(MongoUserDocument.SCHEMA_VERSION) instanceof Number version)
                || version.intValue() < MongoUserDocument.CURRENT_SCHEMA;
    }

    /**
     * Completes every document that lacks something.
     *
     * @return how many were completed
     */
    long run(BooleanSupplier stopped) {
        List<String> withoutIdentity = new ArrayList<>();
        long[] counts = new long[2];
        for (Bson incomplete : INCOMPLETE) {
            ObjectId last = null;
            do {
                last = batch(incomplete, last, withoutIdentity, counts);
            } while (last != null && !stopped.getAsBoolean());
        }
        keep(withoutIdentity, counts[1]);
        if (counts[0] > 0) {
            logger.infof("Completed %d documents of other programs in %s", counts[0], label);
        }
        return counts[0];
    }

    private MongoCollection<Document> users() {
        return background
                .get()
                .withTimeout(LIMIT_MINUTES, TimeUnit.MINUTES)
                .getCollection(MongoUserDirectory.COLLECTION);
    }

    synchronized List<Problem> problems() {
        List<Problem> all = new ArrayList<>(notUsers);
        all.addAll(taken.values());
        return all;
    }

    /** The last id of the batch; null at the end. */
    private @Nullable ObjectId batch(
            Bson incomplete, @Nullable ObjectId after, List<String> withoutIdentity, long[] counts) {
        Bson range = after == null ? gte(MongoUserDocument.ID, FIRST) : gt(MongoUserDocument.ID, after);
        List<Document> found = users().find(and(incomplete, range))
                .projection(Projections.include(MongoAdoption.FIELDS))
                .sort(Sorts.ascending(MongoUserDocument.ID))
                .limit(BATCH)
                .into(new ArrayList<>());
        List<MongoAdoption> adoptions = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (Document document : found) {
            String id = document.getObjectId(MongoUserDocument.ID).toHexString();
            Optional<MongoAdoption> adoption = MongoAdoption.of(document, emailKeys.get());
            if (adoption.isPresent()) {
                adoptions.add(adoption.get());
                ids.add(id);
            } else {
                counts[1]++;
                if (withoutIdentity.size() < MAX_IDS) {
                    withoutIdentity.add(id);
                }
            }
        }
        counts[0] += write(adoptions, ids);
        return found.size() < BATCH ? null : found.get(BATCH - 1).getObjectId(MongoUserDocument.ID);
    }

    private long write(List<MongoAdoption> adoptions, List<String> ids) {
        if (adoptions.isEmpty()) {
            return 0;
        }
        try {
            return users().bulkWrite(
                            adoptions.stream().map(MongoAdoption::update).toList(),
                            new BulkWriteOptions().ordered(false))
                    .getModifiedCount();
        } catch (MongoBulkWriteException e) {
            if (!e.getWriteErrors().stream().allMatch(MongoErrors::isDuplicate)) {
                throw e;
            }
            long adopted = e.getWriteResult().getModifiedCount();
            for (BulkWriteError error : e.getWriteErrors()) {
                adopted += writeWithoutEmailKey(adoptions.get(error.getIndex()), ids.get(error.getIndex()));
            }
            return adopted;
        }
    }

    private long writeWithoutEmailKey(MongoAdoption adoption, String id) {
        UpdateOneModel<Document> update = adoption.updateWithoutEmailKey();
        String other = adoption.emailKey().flatMap(this::owner).orElse("");
        try {
            long adopted =
                    users().updateOne(update.getFilter(), update.getUpdate()).getModifiedCount();
            report(new Problem(TAKEN, 1, List.of(id, other)), id);
            return adopted;
        } catch (MongoServerException e) {
            if (!MongoErrors.isDuplicate(e)) {
                throw e;
            }
            report(new Problem("a unique field is another user's", 1, List.of(id)), id);
            return 0;
        }
    }

    private Optional<String> owner(String emailKey) {
        return Optional.ofNullable(users().find(eq(MongoUserDocument.EMAIL_KEY, emailKey))
                        .projection(Projections.include(MongoUserDocument.ID))
                        .first())
                .map(document -> String.valueOf(document.get(MongoUserDocument.ID)));
    }

    private synchronized void report(Problem problem, String id) {
        if (taken.size() < MAX_TAKEN && taken.put(id, problem) == null) {
            logger.warnf("Users %s in %s: %s", problem.ids(), label, problem.reason());
        }
    }

    /** Counts what is none of ours, and tells when the numbers have changed. */
    private void keep(List<String> withoutIdentity, long count) {
        List<Problem> found = new ArrayList<>();
        Bson foreign =
                and(eq(MongoUserDocument.SCHEMA_VERSION, null), not(type(MongoUserDocument.ID, BsonType.OBJECT_ID)));
        long foreignIds = users().countDocuments(foreign, new CountOptions().limit(MAX_COUNTED));
        if (foreignIds > 0) {
            found.add(new Problem(NO_OBJECT_ID, foreignIds, List.of()));
        }
        if (count > 0) {
            found.add(new Problem(NO_IDENTITY, count, withoutIdentity));
        }
        if (!found.equals(replaced(found)) && !found.isEmpty()) {
            logger.warnf("Documents in %s that are no users, and are left alone: %s", label, found);
        }
    }

    private synchronized List<Problem> replaced(List<Problem> found) {
        List<Problem> before = notUsers;
        notUsers = List.copyOf(found);
        return before;
    }
}
