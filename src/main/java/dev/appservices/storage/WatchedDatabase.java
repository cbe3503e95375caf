package dev.appservices.storage;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import dev.appservices.keycloak.CachedRealm;
import dev.appservices.keycloak.UserCaches;
import dev.appservices.user.DatabaseReport;
import dev.appservices.user.EmailKeys;
import dev.appservices.user.UserId;

/** One database, looked after for the realms that use it. */
final class WatchedDatabase {
    private final MongoCaretaker caretaker;
    private final Realms realms;

    /** @param care who looks after the database, told where to report changes and how long those may take */
    WatchedDatabase(UserCaches caches, Care care) {
        this.realms = new Realms(caches, new ConcurrentHashMap<>());
        this.caretaker = care.of(realms);
    }

    /** Makes a caretaker. */
    @FunctionalInterface
    interface Care {
        MongoCaretaker of(Realms realms);
    }

    DatabaseReport report() {
        return caretaker.report();
    }

    boolean isUsedBy(CachedRealm realm) {
        return realm.equals(realms.known.get(realm.componentId()));
    }

    void use(CachedRealm realm) {
        realms.known.put(realm.componentId(), realm);
        caretaker.start();
    }

    void forget(String componentId) {
        realms.known.remove(componentId);
    }

    /** @return whether there is one left */
    boolean keepOnly(Set<String> componentIds) {
        realms.known.keySet().retainAll(componentIds);
        return !realms.known.isEmpty();
    }

    /** @return null, as a map wants it for what it is to remove */
    @Nullable
    WatchedDatabase closed() {
        caretaker.close();
        return null;
    }

    /** Turns changes into evictions from Keycloak's caches. */
    record Realms(UserCaches caches, Map<String, CachedRealm> known) implements ForeignChanges {
        /** The shortest time that a realm asks for. */
        Duration interval() {
            return known.values().stream()
                    .map(CachedRealm::foreignChanges)
                    .min(Comparator.naturalOrder())
                    .orElse(Duration.ofMinutes(1));
        }

        /** Of the realms: without case, unless all of them tell addresses apart by it. */
        EmailKeys emailKeys() {
            return known.values().stream()
                    .map(CachedRealm::emailKeys)
                    .filter(keys -> !keys.caseSensitive())
                    .findAny()
                    .orElse(EmailKeys.SENSITIVE);
        }

        @Override
        public void changed(Set<UserId> users) {
            caches.evict(List.copyOf(known.values()), users);
        }

        @Override
        public void missed() {
            caches.evictAll(List.copyOf(known.values()));
        }

        @Override
        public void untold() {
            caches.evictAll(
                    known.values().stream().filter(CachedRealm::keepsLonger).toList());
        }

        @Override
        public void incomplete() {}
    }
}
