package dev.appservices.app;

/** The public id of an app, such as {@code quickstart-abcde}: what clients are compiled with, and the client id in Keycloak. */
public record AppId(String value) {
    public AppId {
        if (value.isBlank() || value.length() > 255) {
            throw new IllegalArgumentException("An App ID has 1 to 255 characters, not " + value.length());
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
