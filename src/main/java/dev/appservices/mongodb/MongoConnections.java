package dev.appservices.mongodb;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.event.ClusterDescriptionChangedEvent;
import com.mongodb.event.ClusterListener;
import org.bson.Document;
import org.jboss.logging.Logger;

/** One client for each connection string, shared by all threads until the server stops. */
public final class MongoConnections implements AutoCloseable {
    /** How long a request waits for a primary before it is told that the store is not available. */
    private static final Duration SERVER_SELECTION = Duration.ofSeconds(3);

    private static final String APPLICATION = "keycloak-app-services";
    private static final Duration PING = Duration.ofSeconds(2);
    private static final Pattern AFTER_HOSTS = Pattern.compile("[/?]");
    private static final Logger logger = Logger.getLogger(MongoConnections.class);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration READ = Duration.ofSeconds(20);

    private final Map<String, MongoClient> clients = new ConcurrentHashMap<>();
    private final Map<String, MongoClient> background = new ConcurrentHashMap<>();

    public MongoDatabase database(String connectionString, String name) {
        return clients.computeIfAbsent(connectionString, MongoConnections::open).getDatabase(name);
    }

    /** For threads that are no requests: what they hold for long is never missing to a request. */
    public MongoDatabase backgroundDatabase(String connectionString, String name) {
        return background
                .computeIfAbsent(connectionString, MongoConnections::openWithoutPoolLimit)
                .getDatabase(name);
    }

    /** Whether a server behind the connection string answers within a short time; needs no privilege. */
    public boolean answers(String connectionString) {
        try {
            database(connectionString, "admin")
                    .withTimeout(PING.toMillis(), TimeUnit.MILLISECONDS)
                    .runCommand(new Document("ping", 1));
            return true;
        } catch (MongoException | IllegalArgumentException e) {
            logger.debugf(e, "No answer from %s", hosts(connectionString));
            return false;
        }
    }

    /** The hosts in a connection string, without user, password and options. */
    public static String hosts(String connectionString) {
        String rest = connectionString.substring(connectionString.indexOf("://") + 3);
        String authority = AFTER_HOSTS.split(rest, 2)[0];
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    /** Whether the driver can read this text. It is not quoted anywhere, since it may hold a password. */
    public static boolean isConnectionString(String text) {
        try {
            return !new ConnectionString(text).getHosts().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        } catch (MongoConfigurationException e) {
            // The form is right: a mongodb+srv string is looked up while it is read, and that failed.
            return true;
        }
    }

    @Override
    public void close() {
        Stream.of(clients, background).forEach(kept -> {
            kept.values().forEach(MongoClient::close);
            kept.clear();
        });
    }

    /**
     * A client for a connection test: its limits win over those in the connection string, so that an operator waits for
     * seconds only.
     *
     * @param limit of each step
     * @param listener told what is known of the servers, with what went wrong at each
     */
    static MongoClient openForTest(
            ConnectionString connectionString, Duration limit, Consumer<ClusterDescription> listener) {
        ClusterListener clusterListener = new ClusterListener() {
            @Override
            public void clusterDescriptionChanged(ClusterDescriptionChangedEvent event) {
                listener.accept(event.getNewDescription());
            }
        };
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(connectionString)
                .applicationName(APPLICATION)
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                                .addClusterListener(clusterListener))
                .applyToSocketSettings(socket -> socket.connectTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                        .readTimeout(limit.toMillis(), TimeUnit.MILLISECONDS))
                .build());
    }

    private static MongoClient open(String connectionString) {
        return MongoClients.create(settings(connectionString).build());
    }

    private static MongoClient openWithoutPoolLimit(String connectionString) {
        return MongoClients.create(settings(connectionString)
                .applyToConnectionPoolSettings(pool -> pool.maxSize(0))
                .build());
    }

    private static MongoClientSettings.Builder settings(String connectionString) {
        return MongoClientSettings.builder()
                .applicationName(APPLICATION)
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(SERVER_SELECTION.toMillis(), TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT.toMillis(), TimeUnit.MILLISECONDS)
                        .readTimeout(READ.toMillis(), TimeUnit.MILLISECONDS))
                .applyConnectionString(new ConnectionString(connectionString));
    }
}
