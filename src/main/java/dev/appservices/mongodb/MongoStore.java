package dev.appservices.mongodb;

import java.util.concurrent.TimeUnit;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;

/**
 * One database, and the guard of its MongoDB.
 *
 * @param database each operation ends after {@link MongoConnections#OPERATION} at the latest
 */
public record MongoStore(MongoDatabase database, MongoGuard guard) {
    /** The same database for {@link MongoGuard#longRunning}; dead connections are found by TCP's keep-alive. */
    public MongoDatabase withoutLimit() {
        return database.withTimeout(0, TimeUnit.MILLISECONDS);
    }

    /** @throws dev.appservices.error.AppServicesException with HTTP 503 unless MongoDB answers; needs no privilege */
    public void requireAnswer() {
        guard.run(() -> database.runCommand(new Document("ping", 1)));
    }
}
