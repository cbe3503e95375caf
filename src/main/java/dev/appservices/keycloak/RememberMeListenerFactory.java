package dev.appservices.keycloak;

import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;

import com.google.auto.service.AutoService;

/** Hears of the changes of every realm, without being chosen in its settings. */
@AutoService(EventListenerProviderFactory.class)
public final class RememberMeListenerFactory
        implements EventListenerProviderFactory, StatelessFactory<EventListenerProvider> {
    public static final String PROVIDER_ID = "app-services-remember-me";

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new RememberMeListener(session);
    }

    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }
}
