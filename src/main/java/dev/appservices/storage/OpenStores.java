package dev.appservices.storage;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import dev.appservices.keycloak.KeycloakClock;
import dev.appservices.keycloak.Stores;
import dev.appservices.limit.MongoRequestCounts;
import dev.appservices.limit.RequestLimits;
import dev.appservices.login.localuserpass.MongoPendingUsers;
import dev.appservices.mongodb.MongoConnections;
import dev.appservices.mongodb.MongoStore;

/**
 * Stores that have answered once, and whose collections had documents or got their unique indexes then. Until that is
 * done, each request that needs one tries again, and waits as long as an operation may take. All other indexes are made
 * in the background.
 */
final class OpenStores {
    private final MongoConnections connections;
    private final Map<Key, Stores> ready = new ConcurrentHashMap<>();
    private final Map<Key, CompletableFuture<Stores>> opening = new ConcurrentHashMap<>();

    private record Key(String connectionString, String databaseName) {}

    OpenStores(MongoConnections connections) {
        this.connections = connections;
    }

    /** @throws dev.appservices.error.AppServicesException with HTTP 503 when it is not ready */
    Stores of(String connectionString, String databaseName) {
        Key key = new Key(connectionString, databaseName);
        Stores known = ready.get(key);
        return known == null ? open(key) : known;
    }

    private Stores open(Key key) {
        MongoStore store = connections.store(key.connectionString(), key.databaseName());
        store.requireAnswer();
        return store.guard().await(opening.computeIfAbsent(key, missing -> inOwnThread(missing, store)));
    }

    private CompletableFuture<Stores> inOwnThread(Key key, MongoStore store) {
        return CompletableFuture.supplyAsync(() -> prepared(key, store), OpenStores::start);
    }

    private Stores prepared(Key key, MongoStore store) {
        try {
            MongoUserDirectory users = new MongoUserDirectory(store);
            MongoPendingUsers pendingUsers = new MongoPendingUsers(store);
            MongoIndexCheck.ensureWhereEmpty(store);
            Stores stores = new Stores(
                    users,
                    pendingUsers,
                    new MongoApiKeyStore(store),
                    new RequestLimits(new MongoRequestCounts(store), KeycloakClock.INSTANCE));
            ready.put(key, stores);
            return stores;
        } finally {
            opening.remove(key);
        }
    }

    private static void start(Runnable job) {
        Thread thread = new Thread(job, "app-services-indexes");
        thread.setDaemon(true);
        thread.start();
    }
}
