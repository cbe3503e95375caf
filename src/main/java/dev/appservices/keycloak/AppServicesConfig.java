package dev.appservices.keycloak;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.storage.UserStorageProvider;

import dev.appservices.mongodb.MongoConnections;

/**
 * The settings of an app that belong to no single provider: the {@code app-services} user federation of its realm.
 *
 * @param connectionString of MongoDB; empty: the server option's
 * @param databaseName where users are kept
 * @param refreshTokenLifetime how long a person stays logged in
 * @param anonymousRefreshTokenLifetime the same for anonymous users, who cannot log in again
 * @param websocketHostname {@code ws_hostname} of {@code location}; empty: the address of the request
 * @param secondFactorBypassEnabled whether a user with a second factor may log in with an SDK, which cannot ask for it
 */
public record AppServicesConfig(
        Optional<String> connectionString,
        String databaseName,
        Duration refreshTokenLifetime,
        Duration anonymousRefreshTokenLifetime,
        String websocketHostname,
        boolean secondFactorBypassEnabled) {
    /** The id of the user-storage provider. */
    public static final String PROVIDER_ID = "app-services";

    public static final String CONNECTION_STRING = "connectionString";
    public static final String DATABASE_NAME = "databaseName";
    public static final String REFRESH_TOKEN_LIFETIME_SECONDS = "refreshTokenLifetimeSeconds";
    public static final String ANONYMOUS_REFRESH_TOKEN_LIFETIME_SECONDS = "anonymousRefreshTokenLifetimeSeconds";
    public static final String WEBSOCKET_HOSTNAME = "websocketHostname";
    public static final String SECOND_FACTOR_BYPASS_ENABLED = "secondFactorBypassEnabled";

    /** 60 days, as App Services. */
    public static final Duration DEFAULT_REFRESH_TOKEN_LIFETIME = Duration.ofDays(60);

    /** 50 years of 365 days, as tokens of App Services had. */
    public static final Duration DEFAULT_ANONYMOUS_REFRESH_TOKEN_LIFETIME = Duration.ofDays(50 * 365);

    private static final Duration MIN_REFRESH_TOKEN_LIFETIME = Duration.ofMinutes(30);
    private static final String NOTE = AppServicesConfig.class.getName();

    public static List<ProviderConfigProperty> properties() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(CONNECTION_STRING)
                .label("MongoDB connection string")
                .helpText("Connection string of the MongoDB that keeps the users, such as"
                        + " mongodb+srv://user:password@cluster.example.org. A reference such as ${vault.mongodb} works."
                        + " Empty: the server option spi-storage--app-services--connection-string.")
                .type(ProviderConfigProperty.PASSWORD)
                .secret(true)
                .add()
                .property()
                .name(DATABASE_NAME)
                .label("Database")
                .helpText("Name of the database that keeps the users of this realm, in the collections users and"
                        + " pending_users. Empty: app_services_ and the realm's name.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property()
                .name(REFRESH_TOKEN_LIFETIME_SECONDS)
                .label("Refresh token lifetime")
                .helpText(
                        "How long a user stays logged in after a login, in seconds, from 1800 (30 minutes) to 157680000"
                                + " (5 years). Default 5184000 (60 days). Tokens already issued keep their lifetime.")
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .defaultValue(DEFAULT_REFRESH_TOKEN_LIFETIME.toSeconds())
                .add()
                .property()
                .name(ANONYMOUS_REFRESH_TOKEN_LIFETIME_SECONDS)
                .label("Refresh token lifetime of anonymous users")
                .helpText(
                        "How long an anonymous user stays logged in, in seconds, at least 1800. An anonymous user whose"
                                + " token has expired is lost. Default 1576800000 (50 years).")
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .defaultValue(DEFAULT_ANONYMOUS_REFRESH_TOKEN_LIFETIME.toSeconds())
                .add()
                .property()
                .name(WEBSOCKET_HOSTNAME)
                .label("WebSocket host")
                .helpText(
                        "What clients are told as ws_hostname, such as wss://apps.example.org. Native SDKs insist on a"
                                + " value even when they never synchronize. Empty: the address through which a client came.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property()
                .name(SECOND_FACTOR_BYPASS_ENABLED)
                .label("SDK login without second factor")
                .helpText(
                        "Whether users who have a second factor or a required action may log in with an SDK, which can"
                                + " ask for neither. Off: they are refused and have to log in with a browser, unless a"
                                + " step of the login flow has asked for the second factor. Default off.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(false)
                .add()
                .build();
    }

    /** The settings of a component, parsed once for as long as Keycloak keeps the model. */
    public static AppServicesConfig from(RealmModel realm, ComponentModel component) {
        if (component.getNote(NOTE) instanceof AppServicesConfig known) {
            return known;
        }
        AppServicesConfig config = parse(realm, component.getConfig());
        component.setNote(NOTE, config);
        return config;
    }

    /** Refuses settings that do not work, with a sentence that names the field. */
    public static void validate(RealmModel realm, ComponentModel component) {
        AppServicesConfig config = parse(realm, component.getConfig());
        config.connectionString
                .filter(text -> !text.startsWith("${vault."))
                .ifPresent(AppServicesConfig::validateConnectionString);
        if (!config.websocketHostname.isEmpty() && !config.websocketHostname.matches("wss?://[^/\\s]+")) {
            throw new ComponentValidationException("WebSocket host must look like wss://apps.example.org");
        }
        if (config.databaseName.length() > 63 || config.databaseName.matches(".*[/\\\\. \"$*<>:|?\\x00].*")) {
            throw new ComponentValidationException(
                    "Database must have at most 63 characters and none of / \\ . \" $ * < > : | ? or a space");
        }
    }

    /** The component of a realm that is an app. */
    public static Optional<ComponentModel> componentOf(RealmModel realm) {
        return realm.getComponentsStream(realm.getId(), UserStorageProvider.class.getName())
                .filter(component -> PROVIDER_ID.equals(component.getProviderId()))
                .findFirst();
    }

    private static AppServicesConfig parse(RealmModel realm, MultivaluedHashMap<String, String> config) {
        return new AppServicesConfig(
                text(config, CONNECTION_STRING),
                text(config, DATABASE_NAME).orElseGet(() -> defaultDatabaseName(realm)),
                seconds(config, REFRESH_TOKEN_LIFETIME_SECONDS, DEFAULT_REFRESH_TOKEN_LIFETIME),
                seconds(config, ANONYMOUS_REFRESH_TOKEN_LIFETIME_SECONDS, DEFAULT_ANONYMOUS_REFRESH_TOKEN_LIFETIME),
                text(config, WEBSOCKET_HOSTNAME).orElse(""),
                Boolean.parseBoolean(text(config, SECOND_FACTOR_BYPASS_ENABLED).orElse("false")));
    }

    static String defaultDatabaseName(RealmModel realm) {
        String name = "app_services_" + realm.getName().replaceAll("[^A-Za-z0-9_-]", "_");
        return name.length() <= 63 ? name : name.substring(0, 63);
    }

    private static void validateConnectionString(String text) {
        if (!MongoConnections.isConnectionString(text)) {
            throw new ComponentValidationException(
                    "MongoDB connection string must look like mongodb://host:27017 or mongodb+srv://cluster.example.org");
        }
    }

    private static Duration seconds(MultivaluedHashMap<String, String> config, String key, Duration fallback) {
        Optional<String> text = text(config, key);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            Duration value = Duration.ofSeconds(Long.parseLong(text.get()));
            if (value.compareTo(MIN_REFRESH_TOKEN_LIFETIME) >= 0 && value.toSeconds() <= Integer.MAX_VALUE) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new ComponentValidationException(key + " must be a number of seconds, at least 1800");
        }
        throw new ComponentValidationException(key + " must be a number of seconds, at least 1800");
    }

    private static Optional<String> text(MultivaluedHashMap<String, String> config, String key) {
        return Optional.ofNullable(config.getFirst(key)).map(String::trim).filter(value -> !value.isEmpty());
    }
}
