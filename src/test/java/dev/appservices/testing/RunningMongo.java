package dev.appservices.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.bson.Document;

/** A MongoDB server that somebody else runs. */
final class RunningMongo {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final ConnectionString connection;

    private RunningMongo(ConnectionString connection) {
        this.connection = connection;
    }

    /** @throws LaunchException if the text is no connection string */
    static RunningMongo at(String uri) {
        try {
            return new RunningMongo(new ConnectionString(uri));
        } catch (IllegalArgumentException | MongoException e) {
            throw new LaunchException(
                    "-Dmongodb.uri must be a MongoDB connection string, as in mongodb://localhost:27017.", e);
        }
    }

    /** @throws LaunchException if no server answers, or it refuses the credentials */
    void requireAnswer() {
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                        .readTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                .applyConnectionString(connection)
                .build();
        try (MongoClient client = MongoClients.create(settings)) {
            client.getDatabase("admin").runCommand(new Document("ping", 1));
        } catch (MongoSecurityException e) {
            throw new LaunchException("MongoDB at " + hosts() + " refuses the user or password in -Dmongodb.uri.", e);
        } catch (MongoException e) {
            throw new LaunchException("No MongoDB answers at " + hosts() + " (-Dmongodb.uri).", e);
        }
    }

    /** Where it runs, without user and password. */
    String hosts() {
        return String.join(", ", connection.getHosts());
    }
}
