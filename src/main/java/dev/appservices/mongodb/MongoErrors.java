package dev.appservices.mongodb;

import java.util.List;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.WriteError;

/** What the driver throws, in our terms. */
public final class MongoErrors {
    private static final int MAX_CAUSES = 16;

    /** An interrupt is Keycloak's own time limit for a user store, 3 seconds by default. */
    private static final List<Class<? extends MongoException>> KINDS_OF_NO_ANSWER = List.of(
            MongoSocketException.class,
            MongoTimeoutException.class,
            MongoNotPrimaryException.class,
            MongoNodeIsRecoveringException.class,
            MongoConnectionPoolClearedException.class,
            MongoServerUnavailableException.class,
            MongoSecurityException.class,
            MongoConfigurationException.class,
            MongoInterruptedException.class);

    private MongoErrors() {}

    /**
     * Whether the failure says that MongoDB does not answer, or lets nobody in, so that the next operation would fail in
     * the same way.
     */
    static boolean saysNoAnswer(MongoException e) {
        return KINDS_OF_NO_ANSWER.stream().anyMatch(kind -> kind.isInstance(e)) && !saysServerStopped(e);
    }

    /** The server itself ended a query that took too long: it is there. The driver tells it as a time-out of its own. */
    private static boolean saysServerStopped(MongoException e) {
        Throwable cause = e;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof MongoExecutionTimeoutException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /**
     * Whether a unique index refused a write. Some servers that speak MongoDB's protocol report it as an exclusion
     * constraint with code 1.
     */
    public static boolean isDuplicate(MongoServerException e) {
        return isDuplicate(e.getCode(), String.valueOf(e.getMessage()));
    }

    /**
     * Whether the server undid a write because of another one: PostgreSQL behind a DocumentDB server does, MongoDB waits.
     * Of several writes at once some may have been done.
     */
    static boolean isDeadlock(MongoServerException e) {
        return !(e instanceof MongoBulkWriteException)
                && String.valueOf(e.getMessage()).contains("deadlock detected");
    }

    /** The same for one write of several. */
    public static boolean isDuplicate(WriteError error) {
        return isDuplicate(error.getCode(), error.getMessage());
    }

    private static boolean isDuplicate(int code, String message) {
        return ErrorCategory.fromErrorCode(code) == ErrorCategory.DUPLICATE_KEY
                || (code == 1 && message.contains("exclusion constraint"));
    }
}
