package dev.appservices.keycloak;

import java.util.Collection;
import java.util.Set;
import java.util.function.BiConsumer;

import org.keycloak.component.ComponentModel;
import org.keycloak.credential.UserCredentialManager;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.cache.UserCache;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.UserStorageUtil;
import org.keycloak.storage.adapter.AbstractUserAdapter;

import org.jspecify.annotations.Nullable;

import dev.appservices.user.UserId;

/** Keycloak's user caches of all nodes, for threads that are no requests. */
public final class UserCaches {
    private final KeycloakSessionFactory factory;

    public UserCaches(KeycloakSessionFactory factory) {
        this.factory = factory;
    }

    /** Takes users out of the caches, in one transaction and without reading them. */
    public void evict(Collection<CachedRealm> realms, Set<UserId> users) {
        inEach(realms, (session, found) -> {
            UserCache cache = UserStorageUtil.userCache(session);
            if (cache != null) {
                users.forEach(id -> cache.evict(found.realm, new CacheKey(session, found.realm, found.component, id)));
            }
        });
    }

    /** Takes all users of these realms out of the caches. */
    public void evictAll(Collection<CachedRealm> realms) {
        inEach(realms, (session, found) -> {
            UserCache cache = UserStorageUtil.userCache(session);
            if (cache != null) {
                cache.evict(found.realm);
            }
        });
    }

    private record Found(RealmModel realm, ComponentModel component) {}

    private void inEach(Collection<CachedRealm> realms, BiConsumer<KeycloakSession, Found> work) {
        if (!realms.isEmpty()) {
            KeycloakModelUtils.runJobInTransaction(
                    factory,
                    session -> realms.forEach(cached -> {
                        RealmModel realm = session.realms().getRealm(cached.realmId());
                        ComponentModel component = realm == null ? null : realm.getComponent(cached.componentId());
                        if (component != null) {
                            session.getContext().setRealm(realm);
                            work.accept(session, new Found(realm, component));
                        }
                    }));
        }
    }

    /**
     * What the cache asks of a user whom it is to forget. The id alone decides: a name or an address that led to the user
     * before is compared with the user's own when the cache is asked for it again.
     */
    private static final class CacheKey extends AbstractUserAdapter {
        private final UserId id;

        CacheKey(KeycloakSession session, RealmModel realm, ComponentModel component, UserId id) {
            super(session, realm, component);
            this.id = id;
        }

        @Override
        public String getUsername() {
            return id.hex();
        }

        @Override
        public @Nullable String getEmail() {
            return null;
        }

        @Override
        public SubjectCredentialManager credentialManager() {
            return new UserCredentialManager(session, realm, this);
        }
    }
}
