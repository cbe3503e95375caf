package dev.appservices.keycloak;

/** Notes on Keycloak's user session that say how an SDK session came about; mappers read them. */
public final class SessionNotes {
    public static final String PROVIDER = "app_services_provider";
    public static final String IDENTITY_ID = "app_services_identity_id";
    public static final String DEVICE_ID = "app_services_device_id";

    private SessionNotes() {}
}
