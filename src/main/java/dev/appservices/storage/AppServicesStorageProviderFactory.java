package dev.appservices.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.keycloak.Config;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.storage.UserStorageProviderFactory;
import org.keycloak.vault.VaultStringSecret;

import com.google.auto.service.AutoService;
import com.mongodb.client.MongoDatabase;
import org.jspecify.annotations.Nullable;

import dev.appservices.keycloak.AppDatabases;
import dev.appservices.keycloak.AppServicesConfig;
import dev.appservices.keycloak.KeycloakPasswords;
import dev.appservices.keycloak.Stores;
import dev.appservices.keycloak.Stores.Database;
import dev.appservices.login.localuserpass.MongoPendingUsers;
import dev.appservices.mongodb.MongoConnections;
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
    private final Map<StoreKey, Stores> ready = new ConcurrentHashMap<>();

    @Nullable
    private String defaultConnectionString;

    private record StoreKey(String connectionString, String databaseName) {}

    @Override
    public void init(Config.Scope config) {
        defaultConnectionString = config.get(CONNECTION_STRING_OPTION);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        AppDatabases.serve(factory);
    }

    @Override
    public AppServicesStorageProvider create(KeycloakSession session, ComponentModel component) {
        RealmModel current = session.getContext().getRealm();
        RealmModel realm = current != null && current.getId().equals(component.getParentId())
                ? current
                : session.realms().getRealm(component.getParentId());
        return new AppServicesStorageProvider(
                session, component, () -> stores(session, realm, component), new KeycloakPasswords(session, realm));
    }

    @Override
    public Stores stores(KeycloakSession session, RealmModel realm, ComponentModel component) {
        AppServicesConfig config = AppServicesConfig.from(realm, component);
        StoreKey key = new StoreKey(connectionString(session, config), config.databaseName());
        Stores known = ready.get(key);
        return known == null ? open(key) : known;
    }

    @Override
    public UserModel adapt(KeycloakSession session, RealmModel realm, ComponentModel component, User user) {
        return create(session, component).adapt(realm, user);
    }

    @Override
    public Database database(KeycloakSession session, RealmModel realm, ComponentModel component) {
        AppServicesConfig config = AppServicesConfig.from(realm, component);
        String connectionString = connectionString(session, config);
        return new Database(
                "database " + config.databaseName() + " at " + MongoConnections.hosts(connectionString),
                connectionString,
                () -> connections.answers(connectionString));
    }

    /** Opened stores are kept once their indexes are known to exist; until then each request tries again. */
    private Stores open(StoreKey key) {
        MongoDatabase database = connections.database(key.connectionString(), key.databaseName());
        MongoUserDirectory users = new MongoUserDirectory(database);
        MongoPendingUsers pendingUsers = new MongoPendingUsers(database);
        users.ensureIndexes();
        pendingUsers.ensureIndexes();
        Stores stores = new Stores(users, pendingUsers);
        ready.put(key, stores);
        return stores;
    }

    private String connectionString(KeycloakSession session, AppServicesConfig config) {
        Optional<String> own = config.connectionString();
        if (own.isPresent()) {
            try (VaultStringSecret secret = session.vault().getStringSecret(own.get())) {
                return secret.get().orElse(own.get());
            }
        }
        if (defaultConnectionString == null) {
            throw new ComponentValidationException(
                    "Set the MongoDB connection string, here or with --spi-storage--app-services--connection-string");
        }
        return defaultConnectionString;
    }

    @Override
    public void validateConfiguration(KeycloakSession session, RealmModel realm, ComponentModel component) {
        AppServicesConfig.validate(realm, component);
        if (AppServicesConfig.from(realm, component).connectionString().isEmpty() && defaultConnectionString == null) {
            throw new ComponentValidationException(
                    "Set the MongoDB connection string, here or with --spi-storage--app-services--connection-string");
        }
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
        connections.close();
    }
}
