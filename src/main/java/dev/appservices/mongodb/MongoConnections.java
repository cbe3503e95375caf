package dev.appservices.mongodb;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;

/** One client for each connection string, shared by all threads until the server stops. */
public final class MongoConnections implements AutoCloseable {
    /** How long a request waits for a primary before it is told that the store is not available. */
    private static final Duration SERVER_SELECTION = Duration.ofSeconds(3);

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration READ = Duration.ofSeconds(20);

    private final Map<String, MongoClient> clients = new ConcurrentHashMap<>();

    public MongoDatabase database(String connectionString, String name) {
        return clients.computeIfAbsent(connectionString, MongoConnections::open).getDatabase(name);
    }

    /** Whether the driver can read this text. It is not quoted anywhere, since it may hold a password. */
    public static boolean isConnectionString(String text) {
        try {
            return !new ConnectionString(text).getHosts().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void close() {
        clients.values().forEach(MongoClient::close);
        clients.clear();
    }

    private static MongoClient open(String connectionString) {
        MongoClientSettings.Builder settings = MongoClientSettings.builder()
                .applicationName("keycloak-app-services")
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(SERVER_SELECTION.toMillis(), TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT.toMillis(), TimeUnit.MILLISECONDS)
                        .readTimeout(READ.toMillis(), TimeUnit.MILLISECONDS));
        return MongoClients.create(settings.applyConnectionString(new ConnectionString(connectionString))
                .build());
    }
}
