package dev.appservices.error;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A request that is answered with an error in the shape that SDKs read: an HTTP status, a text for everybody, and in
 * most cases a code. What only operators may know belongs into the cause.
 */
public final class AppServicesException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Duration UNAVAILABLE_RETRY = Duration.ofSeconds(1);

    private final int status;

    @Nullable
    private final ErrorCode code;

    private final boolean decision;
    private final Duration retryAfter;

    public AppServicesException(ErrorCode code, String publicText) {
        this(code.status(), code, publicText, null, false, Duration.ZERO);
    }

    public AppServicesException(ErrorCode code, String publicText, Throwable cause) {
        this(code.status(), code, publicText, cause, false, Duration.ZERO);
    }

    private AppServicesException(
            int status,
            @Nullable ErrorCode code,
            String publicText,
            @Nullable Throwable cause,
            boolean decision,
            Duration retryAfter) {
        super(publicText, cause);
        this.status = status;
        this.code = code;
        this.decision = decision;
        this.retryAfter = retryAfter;
    }

    /** An error whose code SDKs expect to be absent, such as an unknown app. */
    public static AppServicesException withoutCode(int status, String publicText) {
        return new AppServicesException(status, null, publicText, null, false, Duration.ZERO);
    }

    /** The server itself, or the database behind it, is not able to answer now: HTTP 503, never a wrong password. */
    public static AppServicesException unavailable(String publicText, Throwable cause) {
        return new AppServicesException(
                503, ErrorCode.INTERNAL_SERVER_ERROR, publicText, cause, false, UNAVAILABLE_RETRY);
    }

    /** Too much is asked at once, and the same request may succeed in a moment: HTTP 503, nothing for an operator to do. */
    public static AppServicesException busy(String publicText) {
        return new AppServicesException(
                503, ErrorCode.INTERNAL_SERVER_ERROR, publicText, null, false, UNAVAILABLE_RETRY);
    }

    /** Somebody asks for the same too often: HTTP 429. */
    public static AppServicesException tooMany(String publicText, Duration retryAfter) {
        ErrorCode code = ErrorCode.TOO_MANY_REQUESTS;
        return new AppServicesException(code.status(), code, publicText, null, false, retryAfter);
    }

    /** The same error under another HTTP status, for clients that react to a status rather than to a code. */
    public AppServicesException withStatus(int otherStatus) {
        return new AppServicesException(otherStatus, code, publicText(), getCause(), decision, retryAfter);
    }

    /** The same error as the regular end of the request: what has been written, such as a counted failure, stays. */
    public AppServicesException asDecision() {
        return new AppServicesException(status, code, publicText(), getCause(), true, retryAfter);
    }

    public boolean isDecision() {
        return decision;
    }

    /** After which the same request may be answered; zero where waiting does not help. */
    public Duration retryAfter() {
        return retryAfter;
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
