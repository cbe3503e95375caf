package dev.appservices.keycloak;

import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

import org.jboss.logging.Logger;

/**
 * Warns when somebody saves the settings of an app's realm with "Remember me" switched off: that refuses every SDK
 * session at once, and one that is used meanwhile is lost.
 */
final class RememberMeListener implements EventListenerProvider {
    private static final Logger logger = Logger.getLogger(RememberMeListener.class);

    private final KeycloakSession session;

    RememberMeListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        boolean realmSaved =
                event.getResourceType() == ResourceType.REALM && event.getOperationType() == OperationType.UPDATE;
        if (!realmSaved) {
            return;
        }
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        if (realm != null
                && !realm.isRememberMe()
                && AppServicesConfig.componentOf(realm).isPresent()) {
            logger.warnf(
                    "Realm %s is an App Services app and its setting 'Remember me' is off: sessions of SDKs are refused,"
                            + " and those that are used are lost. Switch it on again.",
                    realm.getName());
        }
    }

    @Override
    public void onEvent(Event event) {}

    @Override
    public void close() {}
}
