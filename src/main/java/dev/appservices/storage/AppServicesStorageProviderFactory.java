package dev.appservices.storage;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.keycloak.Config;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.UserStorageProviderFactory;

import com.google.auto.service.AutoService;
import com.mongodb.client.MongoDatabase;

import dev.appservices.error.AppServicesException;
import dev.appservices.keycloak.AppDatabases;
import dev.appservices.keycloak.AppServicesConfig;
import dev.appservices.keycloak.CachedRealm;
import dev.appservices.keycloak.ConnectionStrings;
import dev.appservices.keycloak.ConnectionStrings.NoConnectionString;
import dev.appservices.keycloak.ConsoleApp;
import dev.appservices.keycloak.KeycloakClock;
import dev.appservices.keycloak.StoreWatches;
import dev.appservices.keycloak.Stores;
import dev.appservices.keycloak.Stores.Database;
import dev.appservices.keycloak.UserCaches;
import dev.appservices.login.localuserpass.MongoPendingUsers;
import dev.appservices.mongodb.ConnectionTest;
import dev.appservices.mongodb.MongoConnections;
import dev.appservices.user.DatabaseReport;
import dev.appservices.user.User;

/** The {@code app-services} user federation: its settings, and the stores behind it. */
@AutoService(UserStorageProviderFactory.class)
@SuppressWarnings("rawtypes") // The service file can only name the raw type.
public final class AppServicesStorageProviderFactory
        implements UserStorageProviderFactory<AppServicesStorageProvider>, Stores.Source {
    public static final String PROVIDER_ID = AppServicesConfig.PROVIDER_ID;

    /** Server option: the connection string for components that have none. */
    private static final String CONNECTION_STRING_OPTION = "connection-string";

    private final MongoConnections connections = new MongoConnections();
    private final Map<StoreKey, WatchedStore> opened = new ConcurrentHashMap<>();

    private ConnectionStrings connectionStrings = new ConnectionStrings(null);

    @SuppressWarnings("NullAway.Init") // Keycloak calls postInit before everything else.
    private UserCaches caches;

    @SuppressWarnings("NullAway.Init") // As above.
    private StoreWatches watches;

    private record StoreKey(String connectionString, String databaseName) {}

    @Override
    public void init(Config.Scope config) {
        connectionStrings = new ConnectionStrings(config.get(CONNECTION_STRING_OPTION));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        AppDatabases.serve(factory);
        caches = new UserCaches(factory);
        watches = new StoreWatches(factory, this);
    }

    @Override
    public AppServicesStorageProvider create(KeycloakSession session, ComponentModel component) {
        RealmModel realm = realmOf(session, component);
        return new AppServicesStorageProvider(session, component, () -> stores(session, realm, component));
    }

    static AppServicesStorageProviderFactory of(KeycloakSession session) {
        return (AppServicesStorageProviderFactory)
                session.getKeycloakSessionFactory().getProviderFactory(UserStorageProvider.class, PROVIDER_ID);
    }

    private static RealmModel realmOf(KeycloakSession session, ComponentModel component) {
        RealmModel realm = session.getContext().getRealm();
        return realm == null || !realm.getId().equals(component.getParentId())
                ? session.realms().getRealm(component.getParentId())
                : realm;
    }

    @Override
    public Stores stores(KeycloakSession session, RealmModel realm, ComponentModel component) {
        WatchedStore store = open(keyOrUnavailable(session, realm, component), realm, component);
        store.ensureUniqueWhereEmpty();
        return store.stores();
    }

    @Override
    public void watch(KeycloakSession session, RealmModel realm, ComponentModel component) {
        StoreKey key = key(session, realm, component);
        open(key, realm, component);
        opened.forEach((other, store) -> {
            if (!other.equals(key)) {
                store.forget(component.getId());
            }
        });
    }

    @Override
    public void watchOnly(Set<String> componentIds) {
        opened.keySet()
                .forEach(key -> opened.computeIfPresent(
                        key, (same, store) -> store.keepOnly(componentIds) ? store : store.closed()));
    }

    @Override
    public DatabaseReport report(KeycloakSession session, RealmModel realm, ComponentModel component) {
        return open(keyOrUnavailable(session, realm, component), realm, component)
                .report();
    }

    private ConnectionTest.Result testConnection(KeycloakSession session, RealmModel realm, ComponentModel component) {
        AppServicesConfig config = AppServicesConfig.from(realm, component);
        try {
            return ConnectionTest.of(connectionStrings.of(session, realm, config), config.databaseName());
        } catch (NoConnectionString e) {
            return new ConnectionTest.Failed(ConnectionTest.Problem.NOT_A_CONNECTION_STRING, e.sentence());
        }
    }

    @Override
    public UserModel adapt(KeycloakSession session, RealmModel realm, ComponentModel component, User user) {
        return create(session, component).adapt(realm, user);
    }

    @Override
    public Database database(KeycloakSession session, RealmModel realm, ComponentModel component) {
        AppServicesConfig config = AppServicesConfig.from(realm, component);
        StoreKey key = key(session, realm, component);
        return new Database(
                label(key),
                key.connectionString(),
                config.connectionString().isEmpty(),
                () -> connections.answers(key.connectionString()));
    }

    /** Opens it at once, without a look at the database. */
    private WatchedStore open(StoreKey key, RealmModel realm, ComponentModel component) {
        CachedRealm user = CachedRealm.of(realm, component);
        WatchedStore known = opened.get(key);
        if (known != null && known.isUsedBy(user)) {
            return known;
        }
        // Within the lock of the map, or it could be closed before its user is known.
        return Objects.requireNonNull(opened.compute(key, (same, before) -> {
            WatchedStore store = before == null ? open(key) : before;
            store.use(user);
            return store;
        }));
    }

    private WatchedStore open(StoreKey key) {
        MongoDatabase requests = connections.database(key.connectionString(), key.databaseName());
        MongoDatabase background = connections.backgroundDatabase(key.connectionString(), key.databaseName());
        return new WatchedStore(
                new Stores(new MongoUserDirectory(requests), new MongoPendingUsers(requests)),
                caches,
                realms -> new MongoCaretaker(
                        requests, background, label(key), realms::interval, realms, KeycloakClock.INSTANCE));
    }

    private StoreKey key(KeycloakSession session, RealmModel realm, ComponentModel component) {
        AppServicesConfig config = AppServicesConfig.from(realm, component);
        return new StoreKey(connectionStrings.of(session, realm, config), config.databaseName());
    }

    private StoreKey keyOrUnavailable(KeycloakSession session, RealmModel realm, ComponentModel component) {
        try {
            return key(session, realm, component);
        } catch (NoConnectionString e) {
            throw AppServicesException.unavailable("the user store is not available", e);
        }
    }

    private static String label(StoreKey key) {
        return "database " + key.databaseName() + " at " + MongoConnections.hosts(key.connectionString());
    }

    /** Also called by the import of a realm, so it changes nothing and looks at the settings alone. */
    @Override
    public void validateConfiguration(KeycloakSession session, RealmModel realm, ComponentModel component) {
        AppServicesConfig.validate(realm, component);
        if (AppServicesConfig.from(realm, component).connectionString().isEmpty()
                && !connectionStrings.hasServerOption()) {
            throw new ComponentValidationException(
                    "Set the MongoDB connection string, here or with --spi-storage--app-services--connection-string");
        }
    }

    @Override
    public void onCreate(KeycloakSession session, RealmModel realm, ComponentModel component) {
        saved(session, realm, component);
    }

    @Override
    public void onUpdate(KeycloakSession session, RealmModel realm, ComponentModel old, ComponentModel component) {
        saved(session, realm, component);
    }

    /** An operator has saved the settings; an exception here takes the save back, and the console shows its text. */
    private void saved(KeycloakSession session, RealmModel realm, ComponentModel component) {
        AppServicesConfig.refuseSecond(realm, component);
        AppServicesConfig config = AppServicesConfig.from(realm, component);
        Optional<ConsoleApp> app = ConsoleApp.of(session, realm, config);
        app.ifPresent(ConsoleApp::check);
        if (config.connectionTestEnabled()
                && testConnection(session, realm, component) instanceof ConnectionTest.Failed failed) {
            throw AppServicesConfig.refusal(failed.sentence());
        }
        app.ifPresent(ConsoleApp::create);
        watches.renewAfter(session);
    }

    @Override
    public void preRemove(KeycloakSession session, RealmModel realm, ComponentModel component) {
        watches.renewAfter(session);
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return AppServicesConfig.properties();
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getHelpText() {
        return "Makes this realm an App Services app: users in MongoDB, and the settings of the app.";
    }

    @Override
    public void close() {
        watches.close();
        opened.values().forEach(WatchedStore::closed);
        connections.close();
    }
}
