package dev.appservices.mongodb;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import com.mongodb.ConnectionString;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.connection.ClusterDescription;
import org.bson.Document;

import dev.appservices.mongodb.ConnectionTest.Failed;
import dev.appservices.mongodb.ConnectionTest.Passed;
import dev.appservices.mongodb.ConnectionTest.Problem;
import dev.appservices.mongodb.ConnectionTest.Result;

/** One connection test: the steps against the server. */
final class MongoProbe {
    private final String connectionString;
    private final String databaseName;
    private final Duration step;
    private final AtomicReference<ClusterDescription> cluster = new AtomicReference<>();

    MongoProbe(String connectionString, String databaseName, Duration step) {
        this.connectionString = connectionString;
        this.databaseName = databaseName;
        this.step = step;
    }

    /** All that the database of the users is used for. */
    Result run() {
        return run(MongoProbe::steps);
    }

    /** Reading one collection. */
    Result read(String collection) {
        return run(database -> {
            database.getCollection(collection).find().limit(1).first();
            return new Passed();
        });
    }

    private Result run(Function<MongoDatabase, Result> steps) {
        ConnectionString parsed;
        try {
            parsed = new ConnectionString(connectionString);
        } catch (IllegalArgumentException e) {
            return new Failed(
                    Problem.NOT_A_CONNECTION_STRING,
                    "The MongoDB connection string must look like mongodb://host:27017 or"
                            + " mongodb+srv://cluster.example.org");
        } catch (MongoException e) {
            // Reading a mongodb+srv string asks the name service already.
            return new MongoProblems(MongoProblems.srvHost(connectionString), false, databaseName).of(e, null);
        }
        MongoProblems problems = new MongoProblems(
                String.join(", ", parsed.getHosts()), Boolean.TRUE.equals(parsed.getSslEnabled()), databaseName);
        try (MongoClient client = MongoConnections.openForTest(parsed, step, cluster::set)) {
            return run(client.getDatabase(databaseName), steps, problems);
        }
    }

    /** What is known of the servers is gone as soon as the client is closed. */
    private Result run(MongoDatabase database, Function<MongoDatabase, Result> steps, MongoProblems problems) {
        try {
            return steps.apply(database);
        } catch (MongoException e) {
            return problems.of(e, cluster.get());
        }
    }

    private static Result steps(MongoDatabase database) {
        database.runCommand(new Document("ping", 1));
        database.getCollection(MongoPrivileges.USERS)
                .find(new Document("_id", ""))
                .limit(1)
                .first();
        Optional<String> missing = privileges(database).flatMap(MongoPrivileges::missing);
        return missing.isPresent()
                ? new Failed(
                        Problem.MISSING_PRIVILEGE,
                        "The MongoDB user lacks the privilege " + missing.get() + " on the database "
                                + database.getName() + "; the role readWrite on it has all that are needed")
                : new Passed();
    }

    /** Empty where the server asks for no log-in, or does not tell privileges. */
    private static Optional<MongoPrivileges> privileges(MongoDatabase database) {
        try {
            Document status = database.runCommand(new Document("connectionStatus", 1).append("showPrivileges", true));
            return MongoPrivileges.in(status, database.getName());
        } catch (MongoCommandException e) {
            return Optional.empty();
        }
    }
}
