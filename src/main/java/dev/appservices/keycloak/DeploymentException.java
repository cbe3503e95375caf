package dev.appservices.keycloak;

/** Why an app could not be deployed, in one sentence for the operator. */
final class DeploymentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeploymentException(String sentence) {
        super(sentence);
    }
}
