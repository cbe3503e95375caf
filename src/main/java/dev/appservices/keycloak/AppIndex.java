package dev.appservices.keycloak;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.UserStorageProvider;

import org.jboss.logging.Logger;

import dev.appservices.app.AppId;

/**
 * In which realm an app lives, for requests that name the app alone.
 *
 * <p>The index is a hint: each answer is checked against Keycloak's own, cluster-wide consistent realm and client caches,
 * so a renamed or removed app is never served from here. An id that is not in it makes it read the realms again, at most
 * once in two seconds: that is how an app which another node has deployed becomes known, without messages between nodes.
 */
public final class AppIndex {
    private static final Logger logger = Logger.getLogger(AppIndex.class);
    private static final Duration READ_AGAIN_AFTER = Duration.ofSeconds(2);

    private final Clock clock;
    private volatile Map<String, String> realmIdsByAppId = Map.of();
    private volatile Instant readAt = Instant.MIN;

    public AppIndex(Clock clock) {
        this.clock = clock;
    }

    /** The realm and client of an app, if it is one that is served. */
    public Optional<Entry> find(KeycloakSession session, AppId id) {
        Optional<Entry> known = look(session, id);
        if (known.isPresent() || !readAgain(session)) {
            return known;
        }
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

    private Optional<Entry> look(KeycloakSession session, AppId id) {
        return Optional.ofNullable(realmIdsByAppId.get(id.value()))
                .map(realmId -> session.realms().getRealm(realmId))
                .flatMap(realm -> inRealm(realm, id));
    }

    private synchronized boolean readAgain(KeycloakSession session) {
        Instant now = clock.instant();
        if (readAt.isAfter(now.minus(READ_AGAIN_AFTER))) {
            return false;
        }
        Map<String, String> found = new HashMap<>();
        session.realms()
                .getRealmsWithProviderTypeStream(UserStorageProvider.class)
                .filter(realm -> AppServicesConfig.componentOf(realm).isPresent())
                .forEach(realm -> addApps(session, realm, found));
        realmIdsByAppId = Map.copyOf(found);
        readAt = now;
        return true;
    }

    private static void addApps(KeycloakSession session, RealmModel realm, Map<String, String> found) {
        session.clients()
                .searchClientsByAttributes(realm, Map.of(Apps.MARKER, "true"), null, null)
                .forEach(client -> {
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
