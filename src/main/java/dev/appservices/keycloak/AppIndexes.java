package dev.appservices.keycloak;

import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.services.resource.RealmResourceProvider;

/** The one {@link AppIndex} of a server, kept by the factory of the realm resource. */
public final class AppIndexes {
    /** What that factory offers. */
    public interface Holder {
        AppIndex appIndex();
    }

    private AppIndexes() {}

    public static AppIndex of(KeycloakSession session) {
        return ((Holder) holder(session)).appIndex();
    }

    /** The factory of the realm resource, which keeps what a server has once. */
    static ProviderFactory<RealmResourceProvider> holder(KeycloakSession session) {
        return session.getKeycloakSessionFactory()
                .getProviderFactory(RealmResourceProvider.class, AppServicesConfig.PROVIDER_ID);
    }
}
