package dev.appservices.keycloak;

import java.time.Duration;

import org.keycloak.component.ComponentModel;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.CacheableStorageProviderModel.CachePolicy;
import org.keycloak.storage.UserStorageProviderModel;

import dev.appservices.user.EmailKeys;

/**
 * A realm whose users Keycloak may have in its cache.
 *
 * @param foreignChanges after which a change made by another program is to be seen at the latest
 * @param keepsLonger whether Keycloak's own cache policy keeps users for longer than that
 * @param emailKeys how addresses are compared
 */
public record CachedRealm(
        String realmId, String componentId, Duration foreignChanges, boolean keepsLonger, EmailKeys emailKeys) {
    public static CachedRealm of(RealmModel realm, ComponentModel component) {
        AppServicesConfig config = AppServicesConfig.from(realm, component);
        Duration foreignChanges = config.foreignChanges();
        UserStorageProviderModel model = new UserStorageProviderModel(component);
        CachePolicy policy = model.getCachePolicy();
        boolean bounded = policy == CachePolicy.NO_CACHE
                || (policy == CachePolicy.MAX_LIFESPAN && model.getMaxLifespan() <= foreignChanges.toMillis());
        return new CachedRealm(realm.getId(), component.getId(), foreignChanges, !bounded, config.emailKeys());
    }
}
