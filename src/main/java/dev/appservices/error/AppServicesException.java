package dev.appservices.error;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A request that is answered with an error in the shape that SDKs read: an HTTP status, a text for everybody, and in
 * most cases a code. What only operators may know belongs into the cause.
 */
public final class AppServicesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    @Nullable
    private final ErrorCode code;

    private final boolean decision;

    public AppServicesException(ErrorCode code, String publicText) {
        this(code.status(), code, publicText, null, false);
    }

    public AppServicesException(ErrorCode code, String publicText, Throwable cause) {
        this(code.status(), code, publicText, cause, false);
    }

    private AppServicesException(
            int status, @Nullable ErrorCode code, String publicText, @Nullable Throwable cause, boolean decision) {
        super(publicText, cause);
        this.status = status;
        this.code = code;
        this.decision = decision;
    }

    /** An error whose code SDKs expect to be absent, such as an unknown app. */
    public static AppServicesException withoutCode(int status, String publicText) {
        return new AppServicesException(status, null, publicText, null, false);
    }

    /** The server itself, or the database behind it, is not able to answer now: HTTP 503, never a wrong password. */
    public static AppServicesException unavailable(String publicText, Throwable cause) {
        return new AppServicesException(503, ErrorCode.INTERNAL_SERVER_ERROR, publicText, cause, false);
    }

    /** Too much is asked at once, and the same request may succeed in a moment: HTTP 503, nothing for an operator to do. */
    public static AppServicesException busy(String publicText) {
        return new AppServicesException(503, ErrorCode.INTERNAL_SERVER_ERROR, publicText, null, false);
    }

    /** The same error under another HTTP status, for clients that react to a status rather than to a code. */
    public AppServicesException withStatus(int otherStatus) {
        return new AppServicesException(otherStatus, code, publicText(), getCause(), decision);
    }

    /** The same error as the regular end of the request: what has been written, such as a counted failure, stays. */
    public AppServicesException asDecision() {
        return new AppServicesException(status, code, publicText(), getCause(), true);
    }

    public boolean isDecision() {
        return decision;
    }

    public int status() {
        return status;
    }

    public Optional<ErrorCode> code() {
        return Optional.ofNullable(code);
    }

    public String publicText() {
        return String.valueOf(getMessage());
    }
}
