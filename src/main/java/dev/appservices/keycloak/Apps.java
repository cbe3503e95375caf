package dev.appservices.keycloak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

import dev.appservices.app.App;
import dev.appservices.app.AppId;
import dev.appservices.app.ObjectIds;

/** Which clients are apps, and what their attributes say. */
public final class Apps {
    /** Client attribute that makes a client an App Services app. */
    public static final String MARKER = "appServices.app";

    /** Client attribute: the internal id of the app, 24 hex digits. */
    public static final String DOMAIN_ID = "appServices.domainId";

    public static final String DEPLOYMENT_MODEL = "appServices.deploymentModel";
    public static final String REGION = "appServices.region";

    private static final String NO_DOMAIN = ObjectIds.ZERO;

    private Apps() {}

    /** Whether this client answers as an app now. */
    public static boolean isServed(ClientModel client) {
        return isMarked(client) && client.isEnabled() && client.isPublicClient();
    }

    public static boolean isMarked(ClientModel client) {
        return Boolean.parseBoolean(client.getAttribute(MARKER));
    }

    /** The apps of a realm, whether they answer now or not: one, unless somebody marked another client by hand. */
    static Stream<ClientModel> markedIn(RealmModel realm) {
        return realm.getClientsStream().filter(Apps::isMarked);
    }

    public static App of(RealmModel realm, ClientModel client) {
        List<String> origins = new ArrayList<>(client.getWebOrigins());
        return new App(
                new AppId(client.getClientId()),
                realm.getName(),
                attribute(client, DOMAIN_ID, NO_DOMAIN),
                origins,
                attribute(client, DEPLOYMENT_MODEL, "GLOBAL"),
                attribute(client, REGION, "US-VA"));
    }

    /** The app of a realm for any of its clients; a realm is one app. */
    public static Optional<App> ofRealm(RealmModel realm, ClientModel client) {
        if (isMarked(client)) {
            return Optional.of(of(realm, client));
        }
        return AppServicesConfig.componentOf(realm)
                .flatMap(component -> AppServicesConfig.from(realm, component).appId())
                .map(id -> realm.getClientByClientId(id.value()))
                .filter(Apps::isMarked)
                .or(() -> markedIn(realm).findFirst())
                .map(app -> of(realm, app));
    }

    private static String attribute(ClientModel client, String name, String fallback) {
        return Optional.ofNullable(client.getAttribute(name)).orElse(fallback);
    }
}
