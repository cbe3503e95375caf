package dev.appservices.storage;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.appservices.mongodb.MongoConnections;
import dev.appservices.testing.EmbeddedMongo;
import dev.appservices.testing.TestUsers;
import dev.appservices.user.UserId;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

/** On a stand-in whose events do not say which document an update was of; {@link MongoUserEventsTest} has those. */
@Timeout(60)
final class MongoUserWatchTest {
    private static final String MISSED = "missed";
    private static final String UNTOLD = "untold";
    private static final String INCOMPLETE = "incomplete";

    private final MongoConnections connections = new MongoConnections();
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final ForeignChanges changes = new Recorder(heard);

    private EmbeddedMongo mongo = EmbeddedMongo.withChangeStreams();
    private MongoUserWatch watch = new MongoUserWatch(this::database, "test", () -> Duration.ofMillis(100), changes);

    private record Recorder(BlockingQueue<Object> heard) implements ForeignChanges {
        @Override
        public void changed(Set<UserId> users) {
            heard.addAll(users);
        }

        @Override
        public void missed() {
            heard.add(MISSED);
        }

        @Override
        public void untold() {
            heard.add(UNTOLD);
        }

        @Override
        public void incomplete() {
            heard.add(INCOMPLETE);
        }
    }

    @AfterEach
    void stop() {
        watch.stop();
        connections.close();
        mongo.close();
    }

    @Test
    void changesWhenMadeByOthersThenHeard() throws InterruptedException {
        start();
        MongoCollection<Document> users = database().getCollection("users");
        insert(users, TestUsers.id(1));

        users.deleteOne(eq("_id", objectId(1)));
        hear(TestUsers.id(1));
        assertThat(watch.streams()).contains(true);
    }

    @Test
    void updateWhenItDoesNotSayOfWhomThenAnyUser() throws InterruptedException {
        start();
        MongoCollection<Document> users = database().getCollection("users");
        insert(users, TestUsers.id(1));

        users.updateOne(eq("_id", objectId(1)), Updates.set("disabled", true));

        hearAmongOthers(MISSED);
    }

    @Test
    void documentWhenPutInWithoutWhatWeDeriveThenHeard() throws InterruptedException {
        start();
        MongoCollection<Document> users = database().getCollection("users");

        users.insertOne(complete(1));
        users.insertOne(new Document("_id", objectId(2)));
        hear(INCOMPLETE);
        assertThat(heard).isEmpty();
    }

    @Test
    void serverWhenItComesBackThenHeardAgain() throws InterruptedException {
        start();
        insert(database().getCollection("users"), TestUsers.id(1));
        database().getCollection("users").deleteOne(eq("_id", objectId(1)));
        hear(TestUsers.id(1));

        int port = mongo.port();
        mongo.close();
        mongo = EmbeddedMongo.withChangeStreams(port);

        try (MongoConnections fresh = new MongoConnections()) {
            MongoCollection<Document> users =
                    fresh.backgroundDatabase(mongo.connectionString(), "test").getCollection("users");
            Object found = null;
            // What is done before the watch is back is not in the history of a server that keeps none.
            while (!TestUsers.id(2).equals(found)) {
                insert(users, TestUsers.id(2));
                users.deleteOne(eq("_id", objectId(2)));
                found = heard.poll(200, TimeUnit.MILLISECONDS);
            }
        }
    }

    @Test
    void serverWhenItHasNoChangeStreamsThenSaidAgainAndAgain() throws InterruptedException {
        mongo.close();
        mongo = EmbeddedMongo.inMemory();
        watch = new MongoUserWatch(this::database, "test", () -> Duration.ofMillis(100), changes);
        new Thread(watch, "watch").start();

        hear(UNTOLD);
        hear(INCOMPLETE);
        hear(UNTOLD);
        assertThat(watch.streams()).contains(false);
    }

    @Test
    void listenerWhenItFailsThenToldAgain() throws InterruptedException {
        BlockingQueue<Object> calls = new LinkedBlockingQueue<>();
        ForeignChanges failing = new ForeignChanges() {
            @Override
            public void changed(Set<UserId> users) {
                calls.add(users);
                throw new IllegalArgumentException("the caches are away");
            }

            @Override
            public void missed() {
                calls.add(MISSED);
            }

            @Override
            public void untold() {}

            @Override
            public void incomplete() {}
        };
        watch = new MongoUserWatch(this::database, "test", () -> Duration.ofMillis(100), failing);
        new Thread(watch, "watch").start();
        assertThat(calls.poll(20, TimeUnit.SECONDS)).isEqualTo(MISSED);

        insert(database().getCollection("users"), TestUsers.id(1));
        database().getCollection("users").deleteOne(eq("_id", objectId(1)));

        assertThat(calls.poll(20, TimeUnit.SECONDS)).isEqualTo(Set.of(TestUsers.id(1)));
        assertThat(calls.poll(20, TimeUnit.SECONDS)).isEqualTo(MISSED);
    }

    private void start() throws InterruptedException {
        new Thread(watch, "watch").start();
        hear(INCOMPLETE);
        hear(MISSED);
    }

    private void hear(Object expected) throws InterruptedException {
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(expected);
    }

    private void hearAmongOthers(Object expected) throws InterruptedException {
        Object found = heard.poll(40, TimeUnit.SECONDS);
        while (found != null && !found.equals(expected)) {
            found = heard.poll(40, TimeUnit.SECONDS);
        }
        assertThat(found).isEqualTo(expected);
    }

    private MongoDatabase database() {
        return connections.backgroundDatabase(mongo.connectionString(), "test");
    }

    private static void insert(MongoCollection<Document> users, UserId id) {
        users.insertOne(complete(Integer.parseInt(id.hex(), 16)));
    }

    private static Document complete(int number) {
        return new Document("_id", objectId(number))
                .append("username", "u" + number)
                .append("schemaVersion", 3);
    }

    private static ObjectId objectId(int number) {
        return new ObjectId(TestUsers.id(number).hex());
    }
}
