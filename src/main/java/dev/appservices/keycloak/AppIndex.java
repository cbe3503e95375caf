package dev.appservices.keycloak;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.keycloak.Config;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.UserStorageProvider;

import org.jboss.logging.Logger;

import dev.appservices.app.AppId;
import dev.appservices.app.ObjectIds;

/**
 * In which realm an app lives, for requests that name the app alone.
 *
 * <p>The index is a hint: each answer is checked against Keycloak's own, cluster-wide consistent realm and client caches,
 * so a renamed or removed app is never served from here.
 *
 * <p>An id that is not in it makes it read the realms again if an app has been announced since the last time, by whatever
 * node: the announcement is an attribute of the administrators' realm, written in the transaction that makes the app and
 * seen by the other nodes when they see the app. A flood of unknown ids therefore costs no query. Should somebody make an
 * app past Keycloak, in its database, it becomes known too: without an announcement the realms are read at most once in
 * two seconds.
 */
public final class AppIndex {
    private static final Logger logger = Logger.getLogger(AppIndex.class);
    private static final Duration READ_AGAIN_AFTER = Duration.ofSeconds(2);

    /** Attribute of the administrators' realm: another text each time that an app is made. */
    private static final String ANNOUNCEMENT = "appServices.lastAnnouncement";

    private final Clock clock;
    private volatile Map<String, String> realmIdsByAppId = Map.of();
    private volatile Instant readAt = Instant.MIN;
    private volatile String readAnnouncement = "";

    public AppIndex(Clock clock) {
        this.clock = clock;
    }

    /** The realm and client of an app, if it is one that is served. */
    public Optional<Entry> find(KeycloakSession session, AppId id) {
        Optional<Entry> known = look(session, id);
        if (known.isPresent()) {
            return known;
        }
        // Perhaps another request has read them meanwhile: its result counts too.
        readAgain(session);
        return look(session, id);
    }

    /** An app as Keycloak has it. */
    public record Entry(RealmModel realm, ClientModel client) {}

    /** The app of this id in one realm. */
    public static Optional<Entry> inRealm(RealmModel realm, AppId id) {
        return Optional.ofNullable(realm.getClientByClientId(id.value()))
                .filter(client -> realm.isEnabled() && Apps.isServed(client))
                .map(client -> new Entry(realm, client));
    }

    /** Makes all nodes read the realms again, from the moment at which the transaction of this session is committed. */
    static void announce(KeycloakSession session) {
        administrators(session).ifPresent(realm -> realm.setAttribute(ANNOUNCEMENT, ObjectIds.random()));
    }

    /** Announces a client that has been made an app in the console, by REST or by an import. */
    public void clientUpdated(KeycloakSession session, RealmModel realm, ClientModel client) {
        if (Apps.isMarked(client) && !realm.getId().equals(realmIdsByAppId.get(client.getClientId()))) {
            announce(session);
        }
    }

    private static Optional<RealmModel> administrators(KeycloakSession session) {
        return Optional.ofNullable(session.realms().getRealmByName(Config.getAdminRealm()));
    }

    private static String announcement(KeycloakSession session) {
        return administrators(session)
                .map(realm -> realm.getAttribute(ANNOUNCEMENT))
                .orElse("");
    }

    private Optional<Entry> look(KeycloakSession session, AppId id) {
        return Optional.ofNullable(realmIdsByAppId.get(id.value()))
                .map(realmId -> session.realms().getRealm(realmId))
                .flatMap(realm -> inRealm(realm, id));
    }

    private synchronized void readAgain(KeycloakSession session) {
        Instant now = clock.instant();
        String announcement = announcement(session);
        if (announcement.equals(readAnnouncement) && readAt.isAfter(now.minus(READ_AGAIN_AFTER))) {
            return;
        }
        Map<String, String> found = new HashMap<>();
        session.realms()
                .getRealmsWithProviderTypeStream(UserStorageProvider.class)
                .filter(realm -> AppServicesConfig.componentOf(realm).isPresent())
                .forEach(realm -> addApps(session, realm, found));
        realmIdsByAppId = Map.copyOf(found);
        readAt = now;
        // Read before the realms: what was announced meanwhile is found by the next miss.
        readAnnouncement = announcement;
    }

    private static void addApps(KeycloakSession session, RealmModel realm, Map<String, String> found) {
        session.clients().getClientsStream(realm).filter(Apps::isMarked).forEach(client -> {
            String other = found.putIfAbsent(client.getClientId(), realm.getId());
            if (other != null && !other.equals(realm.getId())) {
                logger.warnf(
                        "App ID %s exists in more than one realm; requests that name the app alone go to the"
                                + " realm with the id %s",
                        client.getClientId(), other);
            }
        });
    }
}
