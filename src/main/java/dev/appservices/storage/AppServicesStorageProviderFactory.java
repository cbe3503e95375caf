package dev.appservices.storage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.keycloak.Config;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.UserStorageProviderFactory;

import com.google.auto.service.AutoService;

import dev.appservices.customdata.CustomDataStore;
import dev.appservices.customdata.CustomDataStores;
import dev.appservices.error.AppServicesException;
import dev.appservices.keycloak.AnonymousCleanup;
import dev.appservices.keycloak.AppDatabases;
import dev.appservices.keycloak.AppServicesConfig;
import dev.appservices.keycloak.CachedRealm;
import dev.appservices.keycloak.ConnectionStrings;
import dev.appservices.keycloak.ConnectionStrings.NoConnectionString;
import dev.appservices.keycloak.ConsoleApp;
import dev.appservices.keycloak.DeletedUsers;
import dev.appservices.keycloak.CustomDataSetup;
import dev.appservices.keycloak.EmailKeySweeps;
import dev.appservices.keycloak.StoreWatches;
import dev.appservices.keycloak.Stores;
import dev.appservices.keycloak.Stores.Database;
import dev.appservices.keycloak.UnavailableStore;
import dev.appservices.keycloak.UserCaches;
import dev.appservices.mongodb.ConnectionTest;
import dev.appservices.mongodb.MongoConnections;
import dev.appservices.user.DatabaseReport;
import dev.appservices.user.EmailKeys;
import dev.appservices.user.User;

/** The {@code app-services} user federation: its settings, and the stores behind it. */
@AutoService(UserStorageProviderFactory.class)
@SuppressWarnings("rawtypes") // The service file can only name the raw type.
public final class AppServicesStorageProviderFactory
        implements UserStorageProviderFactory<AppServicesStorageProvider>, Stores.Source {
    public static final String PROVIDER_ID = AppServicesConfig.PROVIDER_ID;

    /** Server option: the connection string for components that have none. */
    private static final String CONNECTION_STRING_OPTION = "connection-string";

    /** Server option: seconds between two looks for inactive anonymous users. */
    private static final String CLEANUP_INTERVAL_OPTION = "cleanup-interval-seconds";

    private static final int CLEANUP_INTERVAL = 3600;

    private final MongoConnections connections = new MongoConnections();
    private final OpenStores openStores = new OpenStores(connections);
    private final CustomDataStores customData = new CustomDataStores(connections);

    private ConnectionStrings connectionStrings = new ConnectionStrings(null);
    private Duration cleanupInterval = Duration.ofSeconds(CLEANUP_INTERVAL);

    @SuppressWarnings("NullAway.Init") // Keycloak calls postInit before everything else.
    private WatchedDatabases watchedDatabases;

    @SuppressWarnings("NullAway.Init") // As above.
    private StoreWatches watches;

    @Override
    public void init(Config.Scope config) {
        connectionStrings = new ConnectionStrings(config.get(CONNECTION_STRING_OPTION));
        cleanupInterval = Duration.ofSeconds(Math.max(1, config.getInt(CLEANUP_INTERVAL_OPTION, CLEANUP_INTERVAL)));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        AppDatabases.serve(factory);
        watchedDatabases = new WatchedDatabases(connections, new UserCaches(factory));
        watches = new StoreWatches(factory, this);
        factory.register(DeletedUsers.listener());
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                AnonymousCleanup.schedule(factory, cleanupInterval);
                EmailKeySweeps.atStart(factory);
            }
        });
    }

    @Override
    public AppServicesStorageProvider create(KeycloakSession session, ComponentModel component) {
        RealmModel realm = realmOf(session, component);
        return new AppServicesStorageProvider(
                session, component, () -> UnavailableStore.telling(session, () -> stores(session, realm, component)));
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
        AppServicesConfig config = AppServicesConfig.from(realm, component);
        String connectionString = connectionString(session, realm, config);
        watchedDatabases.use(connectionString, config.databaseName(), CachedRealm.of(realm, component));
        return openStores.of(connectionString, config.databaseName());
    }

    @Override
    public void watch(KeycloakSession session, RealmModel realm, ComponentModel component) {
        AppServicesConfig config = AppServicesConfig.from(realm, component);
        watchedDatabases.useOnly(
                connectionStrings.of(session, realm, config), config.databaseName(), CachedRealm.of(realm, component));
        config.customData()
                .place()
                .ifPresent(place -> customData.watch(connectionStrings.ofCustomData(session, realm, config), place));
    }

    @Override
    public Optional<CustomDataStore> customData(KeycloakSession session, RealmModel realm, ComponentModel component) {
        AppServicesConfig config = AppServicesConfig.from(realm, component);
        return config.customData()
                .place()
                .map(place -> customData.of(told(() -> connectionStrings.ofCustomData(session, realm, config)), place));
    }

    @Override
    public void watchOnly(Set<String> componentIds) {
        watchedDatabases.keepOnly(componentIds);
    }

    @Override
    public DatabaseReport report(KeycloakSession session, RealmModel realm, ComponentModel component) {
        AppServicesConfig config = AppServicesConfig.from(realm, component);
        DatabaseReport ofUsers = watchedDatabases.report(
                connectionString(session, realm, config), config.databaseName(), CachedRealm.of(realm, component));
        return config.customData()
                .place()
                .flatMap(place ->
                        customData.index(told(() -> connectionStrings.ofCustomData(session, realm, config)), place))
                .map(ofUsers::with)
                .orElse(ofUsers);
    }

    private ConnectionTest.Result testConnection(KeycloakSession session, RealmModel realm, ComponentModel component) {
        AppServicesConfig config = AppServicesConfig.from(realm, component);
        try {
            ConnectionTest.Result ofUsers =
                    ConnectionTest.of(connectionStrings.of(session, realm, config), config.databaseName());
            return config.customData()
                    .place()
                    .filter(place -> ofUsers instanceof ConnectionTest.Passed)
                    .map(place -> ConnectionTest.ofReading(
                            connectionStrings.ofCustomData(session, realm, config),
                            place.databaseName(),
                            place.collectionName()))
                    .orElse(ofUsers);
        } catch (NoConnectionString e) {
            return new ConnectionTest.Failed(ConnectionTest.Problem.NOT_A_CONNECTION_STRING, e.sentence());
        }
    }

    @Override
    public UserModel adapt(KeycloakSession session, RealmModel realm, ComponentModel component, User user) {
        return create(session, component).adapt(realm, user);
    }

    @Override
    public UserModel renew(KeycloakSession session, RealmModel realm, ComponentModel component, User user) {
        return create(session, component).renew(realm, user);
    }

    @Override
    public Database database(KeycloakSession session, RealmModel realm, ComponentModel component) {
        AppServicesConfig config = AppServicesConfig.from(realm, component);
        String connectionString = connectionStrings.of(session, realm, config);
        return new Database(
                "database " + config.databaseName() + " at " + MongoConnections.hosts(connectionString),
                connectionString,
                config.connectionString().isEmpty(),
                () -> connections.answers(connectionString));
    }

    private String connectionString(KeycloakSession session, RealmModel realm, AppServicesConfig config) {
        return told(() -> connectionStrings.of(session, realm, config));
    }

    private static String told(Supplier<String> connectionString) {
        try {
            return connectionString.get();
        } catch (NoConnectionString e) {
            throw AppServicesException.unavailable("the user store is not available", e);
        }
    }

    /** Also called by the import of a realm, so it looks at the settings alone, and adds only a missing secret. */
    @Override
    public void validateConfiguration(KeycloakSession session, RealmModel realm, ComponentModel component) {
        AppServicesConfig.validate(realm, component);
        AppServicesConfig.completeSecret(component);
        if (AppServicesConfig.from(realm, component).connectionString().isEmpty()
                && !connectionStrings.hasServerOption()) {
            throw new ComponentValidationException(
                    "Set the MongoDB connection string, here or with --spi-storage--app-services--connection-string");
        }
    }

    @Override
    public void onCreate(KeycloakSession session, RealmModel realm, ComponentModel component) {
        saved(session, realm, component);
        EmailKeySweeps.afterSave(session, realm, EmailKeys.SENSITIVE, emailKeys(realm, component));
    }

    @Override
    public void onUpdate(KeycloakSession session, RealmModel realm, ComponentModel old, ComponentModel component) {
        saved(session, realm, component);
        EmailKeySweeps.afterSave(session, realm, emailKeys(realm, old), emailKeys(realm, component));
    }

    private static EmailKeys emailKeys(RealmModel realm, ComponentModel component) {
        try {
            return AppServicesConfig.from(realm, component).emailKeys();
        } catch (ComponentValidationException e) {
            return EmailKeys.INSENSITIVE; // Settings that an older version took: whoever looks at all keys is right.
        }
    }

    /** An operator has saved the settings; an exception here takes the save back, and the console shows its text. */
    private void saved(KeycloakSession session, RealmModel realm, ComponentModel component) {
        AppServicesConfig.refuseSecond(realm, component);
        if (CustomDataSetup.isSaving(component)) {
            watches.renewAfter(session);
            return;
        }
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
        watchedDatabases.close();
        customData.close();
        connections.close();
    }
}
