package dev.appservices.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import org.bson.Document;

import dev.appservices.mongodb.MongoStore;
import dev.appservices.storage.BenchUsers;
import dev.appservices.storage.MongoUserIndexes;
import dev.appservices.user.User;

/**
 * Puts users into MongoDB in our way, and the documents of the same users in the driver's way into a collection with the
 * same indexes. The two take turns, chunk by chunk, with the same batches and threads; what is inserted is made before.
 */
final class MongoLoad {
    private static final int THREADS = 2;
    private static final int BATCH = 1_000;
    private static final int LARGEST_CHUNK = 20_000;

    /** Enough to compare; the rest is inserted in our way alone, since the other collection takes as much of the disk. */
    private static final long COMPARED = 1_000_000;

    private final MongoStore store;
    private final MongoDatabase database;
    private final String role;
    private final String group;

    /** How many users in how many seconds. */
    static final class Rate {
        private long users;
        private double seconds;

        void add(long moreUsers, double moreSeconds) {
            users += moreUsers;
            seconds += moreSeconds;
        }

        double perSecond() {
            return users / seconds;
        }
    }

    /** Our rate and the driver's on the users that were inserted in both ways, and ours on all of them. */
    record Rates(Rate ours, Rate bare, Rate all) {}

    MongoLoad(MongoStore store, String role, String group) {
        this.store = store;
        this.database = store.withoutLimit();
        this.role = role;
        this.group = group;
        MongoUserIndexes.ensure(store);
    }

    /** Users from one number up to another. */
    Rates load(long from, long to) {
        MongoCollection<Document> bare = bareCollection();
        Rates rates = new Rates(new Rate(), new Rate(), new Rate());
        long chunk = Math.min(LARGEST_CHUNK, Math.max(THREADS * BATCH, (to - from) / 10));
        boolean oursFirst = true;
        for (long start = from; start < to; start += chunk) {
            long end = Math.min(to, start + chunk);
            List<List<User>> users = batches(start, end);
            boolean compared = end - from <= COMPARED;
            if (compared && !oursFirst) {
                insertBare(bare, users, end - start, rates);
            }
            double ours = seconds(users, batch -> BenchUsers.insertAll(store, batch));
            rates.all().add(end - start, ours);
            if (compared) {
                rates.ours().add(end - start, ours);
            }
            if (compared && oursFirst) {
                insertBare(bare, users, end - start, rates);
            }
            oursFirst = !oursFirst;
        }
        bare.drop();
        return rates;
    }

    private static void insertBare(MongoCollection<Document> bare, List<List<User>> users, long number, Rates rates) {
        List<List<Document>> documents =
                users.stream().map(BenchUsers::documents).toList();
        rates.bare().add(number, seconds(documents, batch -> BenchUsers.insertDocuments(bare, batch)));
    }

    /** Empty, with the indexes that our collection has. */
    private MongoCollection<Document> bareCollection() {
        MongoCollection<Document> bare = database.getCollection("bare");
        for (Document index : database.getCollection(BenchUsers.COLLECTION).listIndexes()) {
            bare.createIndex(
                    index.get("key", Document.class),
                    new IndexOptions()
                            .unique(index.getBoolean("unique", false))
                            .sparse(index.getBoolean("sparse", false)));
        }
        return bare;
    }

    private List<List<User>> batches(long from, long to) {
        List<List<User>> batches = new ArrayList<>();
        for (long start = from; start < to; start += BATCH) {
            batches.add(LongStream.range(start, Math.min(to, start + BATCH))
                    .mapToObj(number -> Person.of(number).toUser(role, group))
                    .toList());
        }
        return batches;
    }

    private static <T> double seconds(List<T> batches, Consumer<T> insert) {
        long start = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Boolean>> tasks = IntStream.range(0, batches.size())
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        insert.accept(batches.get(i));
                        return true;
                    })
                    .toList();
            for (Future<Boolean> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A batch was not inserted", e.getCause());
        } finally {
            threads.shutdownNow();
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
