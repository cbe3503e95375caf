package dev.appservices.mongodb;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Tries a connection string before it is put to use, and says in one sentence what is wrong with it.
 *
 * <p>It reads, and asks for the privileges of the user; it writes nothing. The sentence names hosts, the database and
 * the user's missing privilege, and never the text of the connection string, which may have a password.
 */
public final class ConnectionTest {
    /** Each step has its own, shorter limit; this one holds where the name service of the machine does not answer. */
    private static final long LIMIT_SECONDS = 8;

    /** For each of: finding a server, connecting to it, reading a reply. */
    private static final Duration STEP = Duration.ofSeconds(3);

    /** Why a connection string does not work. */
    public enum Problem {
        NOT_A_CONNECTION_STRING,
        HOST_NOT_FOUND,
        NOTHING_LISTENS,
        TLS,
        CREDENTIALS,
        MISSING_PRIVILEGE,
        TIME_OUT,
        OTHER
    }

    /** What came of it. */
    public sealed interface Result {}

    public record Passed() implements Result {}

    public record Failed(Problem problem, String sentence) implements Result {}

    private ConnectionTest() {}

    /** Connects, logs in, reads and asks for the privileges on this database; returns within 8 seconds. */
    public static Result of(String connectionString, String database) {
        return of(connectionString, database, STEP);
    }

    /** Connects, logs in and reads one document at most; returns within 8 seconds. */
    public static Result ofReading(String connectionString, String database, String collection) {
        return within(() -> new MongoProbe(connectionString, database, STEP).read(collection));
    }

    static Result of(String connectionString, String database, Duration step) {
        return within(() -> new MongoProbe(connectionString, database, step).run());
    }

    private static Result within(Supplier<Result> probe) {
        CompletableFuture<Result> result = CompletableFuture.supplyAsync(probe, ConnectionTest::inOwnThread);
        try {
            return result.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return new Failed(
                    Problem.TIME_OUT,
                    "MongoDB did not answer within " + LIMIT_SECONDS
                            + " seconds; see whether the name service and the network of this server work");
        } catch (ExecutionException e) {
            throw new IllegalStateException("The connection test failed itself", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The connection test was interrupted", e);
        }
    }

    /** A look-up of a host cannot be ended from outside: the thread is left to itself then. */
    private static void inOwnThread(Runnable test) {
        Thread thread = new Thread(test, "app-services-connection-test");
        thread.setDaemon(true);
        thread.start();
    }
}
