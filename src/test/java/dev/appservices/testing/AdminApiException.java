package dev.appservices.testing;

/** A reply of the admin REST API that is no success. */
public final class AdminApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String body;

    AdminApiException(String request, int status, String body) {
        super(request + " answered " + status + " " + body);
        this.status = status;
        this.body = body;
    }

    public int status() {
        return status;
    }

    /** As it came, whatever its type. */
    public String body() {
        return body;
    }
}
