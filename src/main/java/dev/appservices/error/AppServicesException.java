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

    public AppServicesException(ErrorCode code, String publicText) {
        this(code.status(), code, publicText, null);
    }

    public AppServicesException(ErrorCode code, String publicText, Throwable cause) {
        this(code.status(), code, publicText, cause);
    }

    private AppServicesException(int status, @Nullable ErrorCode code, String publicText, @Nullable Throwable cause) {
        super(publicText, cause);
        this.status = status;
        this.code = code;
    }

    /** An error whose code SDKs expect to be absent, such as an unknown app. */
    public static AppServicesException withoutCode(int status, String publicText) {
        return new AppServicesException(status, null, publicText, null);
    }

    /** The server itself, or the database behind it, is not able to answer now: HTTP 503, never a wrong password. */
    public static AppServicesException unavailable(String publicText, Throwable cause) {
        return new AppServicesException(503, ErrorCode.INTERNAL_SERVER_ERROR, publicText, cause);
    }

    /** The same error under another HTTP status, for clients that react to a status rather than to a code. */
    public AppServicesException withStatus(int otherStatus) {
        return new AppServicesException(otherStatus, code, publicText(), getCause());
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
