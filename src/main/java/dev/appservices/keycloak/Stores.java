package dev.appservices.keycloak;

import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.CachedUserModel;
import org.keycloak.models.cache.UserCache;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.UserStorageUtil;

import dev.appservices.customdata.CustomDataStore;
import dev.appservices.error.AppServicesException;
import dev.appservices.limit.RequestLimits;
import dev.appservices.login.apikey.ApiKeyStore;
import dev.appservices.login.localuserpass.PendingUsers;
import dev.appservices.user.DatabaseReport;
import dev.appservices.user.User;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserId;

/** Where the users and registrations of one realm are kept. */
public record Stores(UserDirectory users, PendingUsers pendingUsers, ApiKeyStore apiKeys, RequestLimits limits) {
    private static final String CACHED = User.class.getName();

    /** What the factory of the user-storage provider offers to everything else. */
    public interface Source {
        Stores stores(KeycloakSession session, RealmModel realm, ComponentModel component);

        /**
         * Which MongoDB a realm has, without a look at it.
         *
         * @throws ConnectionStrings.NoConnectionString if its settings lead to none
         */
        Database database(KeycloakSession session, RealmModel realm, ComponentModel component);

        /**
         * Looks after the database of a realm from now on.
         *
         * @throws ConnectionStrings.NoConnectionString if its settings lead to none
         */
        void watch(KeycloakSession session, RealmModel realm, ComponentModel component);

        /** Lets the databases be that no realm with one of these components has any more. */
        void watchOnly(Set<String> componentIds);

        /** What is known of the database of a realm. */
        DatabaseReport report(KeycloakSession session, RealmModel realm, ComponentModel component);

        /**
         * The custom user data of a realm, which may be in another MongoDB; empty for an app without it.
         *
         * @throws AppServicesException with HTTP 503 when its settings lead to none
         */
        Optional<CustomDataStore> customData(KeycloakSession session, RealmModel realm, ComponentModel component);

        /** Keycloak's view of a user; not written anywhere by this call. */
        UserModel adapt(KeycloakSession session, RealmModel realm, ComponentModel component, User user);

        /** The same in place of a view of this user that the request has had before. */
        UserModel renew(KeycloakSession session, RealmModel realm, ComponentModel component, User user);
    }

    /**
     * The database of a realm.
     *
     * @param label the database and its hosts, without credentials
     * @param server equal for all databases that are up and down together
     * @param isServerOption whether it is the one of the server option, which realms share
     * @param answers asks the server, within a few seconds and outside of any session
     */
    public record Database(String label, Object server, boolean isServerOption, BooleanSupplier answers) {
        @Override
        public String toString() {
            return label;
        }
    }

    public static Stores of(KeycloakSession session, RealmModel realm) {
        return source(session).stores(session, realm, component(realm));
    }

    /**
     * Keycloak's view of a user who has just been read or made: the same for the rest of the request, without another
     * look into the database.
     */
    public static UserModel model(KeycloakSession session, RealmModel realm, User user) {
        return source(session).adapt(session, realm, component(realm), user);
    }

    /** What is known of the database of a realm; empty for a realm that has none. */
    static DatabaseReport report(KeycloakSession session, RealmModel realm) {
        return AppServicesConfig.componentOf(realm)
                .map(component -> source(session).report(session, realm, component))
                .orElse(DatabaseReport.EMPTY);
    }

    /** The user behind Keycloak's view, which may come from Keycloak's cache; empty for users kept elsewhere. */
    public static Optional<User> userOf(KeycloakSession session, RealmModel realm, UserModel model) {
        Optional<User> known = knownUserOf(model);
        if (known.isPresent()) {
            return known;
        }
        return idOf(realm, model).flatMap(id -> of(session, realm).users().findById(id));
    }

    /** The same without a look into the database: empty also for a user whom Keycloak has in no form of ours. */
    static Optional<User> knownUserOf(UserModel model) {
        if (model instanceof UserSource own) {
            return Optional.of(own.user());
        }
        return model instanceof CachedUserModel cached && cached.getCachedWith().get(CACHED) instanceof User user
                ? Optional.of(user)
                : Optional.empty();
    }

    /** Keeps the user beside Keycloak's own copy in its cache, for as long as that one lives. */
    @SuppressWarnings("unchecked") // What Keycloak calls a map without types.
    public static void cache(CachedUserModel model, User user) {
        model.getCachedWith().put(CACHED, user);
    }

    /** The id of a user of ours, without a look at the user; empty for users kept elsewhere. */
    public static Optional<UserId> idOf(RealmModel realm, UserModel model) {
        return AppServicesConfig.componentOf(realm)
                .filter(component -> component.getId().equals(StorageId.providerId(model.getId())))
                .flatMap(component -> UserId.parse(StorageId.externalId(model.getId())));
    }

    /**
     * Takes a user out of Keycloak's caches on all nodes when this transaction ends; for changes that Keycloak's own view
     * of the user has not seen.
     */
    public static void evict(KeycloakSession session, RealmModel realm, User user) {
        UserCache cache = UserStorageUtil.userCache(session);
        if (cache != null) {
            cache.evict(realm, model(session, realm, user));
        }
    }

    /**
     * Keycloak's view of a user who has just been changed behind it: from now on in this request, and at the next one on
     * every node.
     */
    static UserModel changed(KeycloakSession session, RealmModel realm, User now) {
        UserModel renewed = source(session).renew(session, realm, component(realm), now);
        evict(session, realm, now);
        return renewed;
    }

    static Source source(KeycloakSession session) {
        return (Source) session.getKeycloakSessionFactory()
                .getProviderFactory(UserStorageProvider.class, AppServicesConfig.PROVIDER_ID);
    }

    private static ComponentModel component(RealmModel realm) {
        return AppServicesConfig.componentOf(realm)
                .orElseThrow(() -> AppServicesException.unavailable(
                        "the app has no user store",
                        new IllegalStateException(
                                "Realm " + realm.getName() + " has no app-services user federation")));
    }
}
