package dev.appservices.clientapi;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;

/** What anything else that is thrown is told to clients as. */
final class AppServicesExceptions {
    private static final int MAX_CAUSES = 16;

    private AppServicesExceptions() {}

    /** Keycloak wraps what a user store throws: an error of ours further down is the one to tell. */
    static AppServicesException of(RuntimeException e) {
        Throwable cause = e;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            if (cause instanceof AppServicesException own) {
                return own;
            }
            cause = cause.getCause();
        }
        return new AppServicesException(ErrorCode.INTERNAL_SERVER_ERROR, "internal server error", e);
    }
}
