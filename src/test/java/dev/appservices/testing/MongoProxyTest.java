package dev.appservices.testing;

import com.mongodb.MongoException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.appservices.testing.MongoProxy.Failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class MongoProxyTest {
    private static final String LIMITS = "&timeoutMS=900&serverSelectionTimeoutMS=900";

    private final EmbeddedMongo mongo = EmbeddedMongo.inMemory();
    private final MongoProxy proxy = new MongoProxy(mongo.port());
    private final MongoClient client = MongoClients.create(proxy.connectionString() + LIMITS);
    private final MongoClient direct = MongoClients.create(mongo.connectionString());

    @AfterEach
    void close() {
        client.close();
        direct.close();
        proxy.close();
        mongo.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "SLOW"})
    void failWhenItEndsThenGoesThroughAgain(Failure failure) {
        insert(client, 1);
        proxy.fail(failure);
        assertThatThrownBy(() -> insert(client, 2)).isInstanceOf(MongoException.class);
        proxy.fail(Failure.NONE);

        assertThat(insertSoon(3)).isTrue();
    }

    @Test
    void failWhenCutThenNoConnection() {
        assertFails(Failure.CUT, MongoException.class, false);
    }

    @Test
    void failWhenStalledThenTimeOut() {
        assertFails(Failure.STALLED, MongoOperationTimeoutException.class, false);
    }

    @Test
    void failWhenResetInReplyThenDoneButNotTold() {
        assertFails(Failure.RESET_IN_REPLY, MongoSocketReadException.class, true);
    }

    @Test
    void failWhenNotPrimaryThenRefused() {
        assertFails(Failure.NOT_PRIMARY, MongoNotPrimaryException.class, false);
    }

    @Test
    void failWhenSlowThenLate() {
        insert(client, 1);
        proxy.fail(Failure.SLOW);

        long start = System.nanoTime();
        insert(client, 2);

        assertThat(System.nanoTime() - start).isGreaterThan(300_000_000L);
        assertThat(found(2)).isTrue();
    }

    private void assertFails(Failure failure, Class<? extends MongoException> error, boolean done) {
        insert(client, 1);
        proxy.fail(failure);

        assertThatThrownBy(() -> insert(client, 2)).isInstanceOf(error);
        assertThat(found(2)).isEqualTo(done);
    }

    /** The driver looks for the server again in steps of half a second. */
    private boolean insertSoon(int id) {
        for (int i = 0; i < 10; i++) {
            try {
                insert(client, id);
                return found(id);
            } catch (MongoTimeoutException e) {
                // Not seen yet.
            }
        }
        return false;
    }

    private boolean found(int id) {
        return collection(direct).countDocuments(new Document("_id", id)) == 1;
    }

    private static void insert(MongoClient through, int id) {
        collection(through).insertOne(new Document("_id", id));
    }

    private static MongoCollection<Document> collection(MongoClient through) {
        return through.getDatabase("test").getCollection("test");
    }
}
