package dev.appservices.clientapi;

/** What is counted in Keycloak's metrics, and as what. */
enum Operation {
    LOGIN("keycloak.app.services.logins", "Logins of App Services SDKs"),
    REGISTRATION("keycloak.app.services.registrations", "Registrations by App Services SDKs"),
    REFRESH("keycloak.app.services.refreshes", "Access tokens asked for with a refresh token by App Services SDKs");

    private final String meter;
    private final String description;

    Operation(String meter, String description) {
        this.meter = meter;
        this.description = description;
    }

    String meter() {
        return meter;
    }

    String description() {
        return description;
    }
}
