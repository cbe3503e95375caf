package dev.appservices.mongodb;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.event.ClusterDescriptionChangedEvent;
import com.mongodb.event.ClusterListener;
import org.bson.Document;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One client for each connection string, shared by all threads until the server stops. */
public final class MongoConnections implements AutoCloseable {
    /**
     * How long an operation may take with all that belongs to it: finding a primary, a connection, and trying again
     * what the driver may try again. A {@code timeoutMS} in the connection string wins.
     */
    static final Duration OPERATION = Duration.ofSeconds(5);

    /** How long a request waits for a primary before it is told that the store is not available. */
    private static final Duration SERVER_SELECTION = Duration.ofSeconds(3);

    private static final String APPLICATION = "keycloak-app-services";
    private static final String BACKGROUND_APPLICATION = "keycloak-app-services-background";
    private static final Duration BACKGROUND_READ = Duration.ofSeconds(20);
    private static final Duration PING = Duration.ofSeconds(2);
    private static final Pattern AFTER_HOSTS = Pattern.compile("[/?]");
    private static final Logger logger = Logger.getLogger(MongoConnections.class);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private final Map<String, Guarded> clients = new ConcurrentHashMap<>();
    private final Map<String, MongoClient> background = new ConcurrentHashMap<>();

    /** A client that is made by the first operation: what a connection string names may have to be looked up. */
    private static final class Guarded {
        private final String connectionString;
        private final MongoGuard guard;

        private @Nullable MongoClient client;

        Guarded(String connectionString) {
            this.connectionString = connectionString;
            this.guard = new MongoGuard(hosts(connectionString));
        }

        synchronized MongoClient client() {
            if (client == null) {
                client = open(connectionString);
            }
            return client;
        }

        synchronized boolean isOpen() {
            return client != null;
        }
    }

    /** @throws dev.appservices.error.AppServicesException with HTTP 503 when the hosts cannot be looked up */
    public MongoStore store(String connectionString, String name) {
        Guarded guarded = guarded(connectionString);
        MongoClient client = guarded.isOpen() ? guarded.client() : guarded.guard.run(guarded::client);
        return new MongoStore(client.getDatabase(name), guarded.guard);
    }

    /**
     * For threads that serve no requests: what they hold for long is never missing to a request, and takes its time. It
     * may look hosts up.
     */
    public MongoDatabase backgroundDatabase(String connectionString, String name) {
        return background
                .computeIfAbsent(connectionString, MongoConnections::openForBackground)
                .getDatabase(name);
    }

    /** Whether a server behind the connection string answers within a short time; needs no privilege. */
    public boolean answers(String connectionString) {
        try {
            guarded(connectionString)
                    .client()
                    .getDatabase("admin")
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
        clients.values().stream()
                .filter(Guarded::isOpen)
                .forEach(guarded -> guarded.client().close());
        clients.clear();
        background.values().forEach(MongoClient::close);
        background.clear();
    }

    private Guarded guarded(String connectionString) {
        return clients.computeIfAbsent(connectionString, Guarded::new);
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

    private static MongoClient openForBackground(String connectionString) {
        return MongoClients.create(MongoClientSettings.builder()
                .applicationName(BACKGROUND_APPLICATION)
                .writeConcern(WriteConcern.MAJORITY)
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(SERVER_SELECTION.toMillis(), TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT.toMillis(), TimeUnit.MILLISECONDS)
                        .readTimeout(BACKGROUND_READ.toMillis(), TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(0)) // One for each database.
                .applyConnectionString(new ConnectionString(connectionString))
                .build());
    }

    private static MongoClient open(String connectionString) {
        MongoClientSettings.Builder settings = MongoClientSettings.builder()
                .applicationName(APPLICATION)
                .writeConcern(WriteConcern.MAJORITY) // What is acknowledged outlives the primary.
                .timeout(OPERATION.toMillis(), TimeUnit.MILLISECONDS)
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(SERVER_SELECTION.toMillis(), TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT.toMillis(), TimeUnit.MILLISECONDS));
        return MongoClients.create(settings.applyConnectionString(new ConnectionString(connectionString))
                .build());
    }
}
