package dev.appservices.keycloak;

/** Why an app could not be deployed, in one sentence for the operator. */
public final class DeploymentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whose move it is. */
    public enum Reason {
        /** What was to be deployed is not right. */
        INVALID,
        /** It is right, but something else has its place. */
        CONFLICT,
        /** The same may work a moment later. */
        BUSY
    }

    private final Reason reason;

    public DeploymentException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
