package dev.appservices.mongodb;

import java.util.function.Supplier;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoServerException;
import com.mongodb.WriteError;

import dev.appservices.error.AppServicesException;

/** What the driver throws, in our terms. */
public final class MongoErrors {
    private MongoErrors() {}

    /** Runs a query or write; whatever the database fails with is an outage to the caller. */
    public static <T> T orUnavailable(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (MongoException e) {
            throw AppServicesException.unavailable("the user store is not available", e);
        }
    }

    /**
     * Whether a unique index refused a write. Some servers that speak MongoDB's protocol report it as an exclusion
     * constraint with code 1.
     */
    public static boolean isDuplicate(MongoServerException e) {
        return isDuplicate(e.getCode(), String.valueOf(e.getMessage()));
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
