package dev.appservices.testing;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import dev.appservices.app.ObjectIds;
import dev.appservices.mongodb.MongoConnections;
import dev.appservices.mongodb.MongoStore;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A database with a random name for one test class: without documents before each test, dropped at the end. */
public final class TestMongo implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private final boolean embedded;
    private final MongoConnections connections = new MongoConnections();

    private @Nullable MongoServer server;
    private @Nullable MongoStore store;

    private TestMongo(boolean embedded) {
        this.embedded = embedded;
    }

    /** A server inside this process, reachable from this machine alone. */
    public static TestMongo embedded() {
        return new TestMongo(true);
    }

    /** The server of {@code -Dmongo.uri} or {@code DOCUMENTDB_URI}; its tests are skipped where neither is set. */
    public static TestMongo realServer() {
        return new TestMongo(false);
    }

    public MongoStore store() {
        if (store == null) {
            throw new IllegalStateException("Register this as an extension of the test class");
        }
        return store;
    }

    public MongoDatabase database() {
        return store().database();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        store = connections.store(embedded ? startServer() : configuredUri(), "test_" + ObjectIds.random());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        for (String collection : database().listCollectionNames()) {
            database().getCollection(collection).deleteMany(new Document());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (store != null) {
            store.database().drop();
        }
        connections.close();
        if (server != null) {
            server.shutdownNow();
        }
    }

    private String startServer() {
        server = new MongoServer(new MemoryBackend());
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server.bind(address);
        return server.getConnectionString();
    }

    private static String configuredUri() {
        Optional<String> uri = Optional.ofNullable(System.getProperty("mongo.uri"))
                .or(() -> Optional.ofNullable(System.getenv("DOCUMENTDB_URI")))
                .filter(text -> !text.isBlank());
        assumeTrue(uri.isPresent(), "Not run: set -Dmongo.uri or DOCUMENTDB_URI to a server of MongoDB's protocol");
        return uri.orElseThrow();
    }
}
