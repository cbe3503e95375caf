package dev.appservices.storage;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.appservices.keycloak.CachedRealm;
import dev.appservices.keycloak.KeycloakClock;
import dev.appservices.keycloak.UserCaches;
import dev.appservices.mongodb.MongoConnections;
import dev.appservices.user.DatabaseReport;

/** The databases that this node looks after: those of realms that exist, each once. */
final class WatchedDatabases implements AutoCloseable {
    private final MongoConnections connections;
    private final UserCaches caches;
    private final Map<Key, WatchedDatabase> watched = new ConcurrentHashMap<>();

    private record Key(String connectionString, String databaseName) {}

    WatchedDatabases(MongoConnections connections, UserCaches caches) {
        this.connections = connections;
        this.caches = caches;
    }

    /** Returns at once, without a look at the database. */
    void use(String connectionString, String databaseName, CachedRealm realm) {
        get(new Key(connectionString, databaseName), realm);
    }

    /** The same, and the realm uses no other one any more. */
    void useOnly(String connectionString, String databaseName, CachedRealm realm) {
        Key key = new Key(connectionString, databaseName);
        get(key, realm);
        watched.forEach((other, database) -> {
            if (!other.equals(key)) {
                database.forget(realm.componentId());
            }
        });
    }

    /** Lets databases be that none of these components uses. */
    void keepOnly(Set<String> componentIds) {
        watched.keySet()
                .forEach(key -> watched.computeIfPresent(
                        key, (same, database) -> database.keepOnly(componentIds) ? database : database.closed()));
    }

    DatabaseReport report(String connectionString, String databaseName, CachedRealm realm) {
        return get(new Key(connectionString, databaseName), realm).report();
    }

    private WatchedDatabase get(Key key, CachedRealm realm) {
        WatchedDatabase known = watched.get(key);
        if (known != null && known.isUsedBy(realm)) {
            return known;
        }
        // Within the lock of the map, or it could be closed before its user is known.
        return Objects.requireNonNull(watched.compute(key, (same, before) -> {
            WatchedDatabase database = before == null ? open(key) : before;
            database.use(realm);
            return database;
        }));
    }

    private WatchedDatabase open(Key key) {
        return new WatchedDatabase(
                caches,
                realms -> new MongoCaretaker(
                        () -> connections.backgroundDatabase(key.connectionString(), key.databaseName()),
                        "database " + key.databaseName() + " at " + MongoConnections.hosts(key.connectionString()),
                        realms::interval,
                        realms::emailKeys,
                        realms,
                        KeycloakClock.INSTANCE));
    }

    @Override
    public void close() {
        watched.values().forEach(WatchedDatabase::closed);
    }
}
