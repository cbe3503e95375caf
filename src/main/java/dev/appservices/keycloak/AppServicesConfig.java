package dev.appservices.keycloak;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.storage.UserStorageProvider;

import dev.appservices.app.AppId;
import dev.appservices.mongodb.MongoConnections;
import dev.appservices.user.EmailKeys;

/**
 * The settings of an app that belong to no single provider: the {@code app-services} user federation of its realm.
 *
 * @param appId for which the realm's client is made when the settings are saved; empty: none is
 * @param connectionString of MongoDB; empty: the server option's
 * @param databaseName where users are kept
 * @param connectionTestEnabled whether a save is refused while MongoDB does not answer
 * @param refreshTokenLifetime how long a person stays logged in
 * @param anonymousRefreshTokenLifetime the same for anonymous users, who cannot log in again
 * @param websocketHostname {@code ws_hostname} of {@code location}; empty: the address of the request
 * @param secondFactorBypassEnabled whether a user with a second factor may log in with an SDK, which cannot ask for it
 * @param foreignChanges after which a change made in MongoDB by another program is seen at the latest
 * @param emailKeys how e-mail addresses are compared
 * @param anonymousInactivity after which anonymous users are removed; empty: never
 * @param limits how often things may be done
 * @param customData which documents are copied into tokens
 * @param apiKeySecret with which API keys are hashed
 */
public record AppServicesConfig(
        Optional<AppId> appId,
        Optional<String> connectionString,
        String databaseName,
        boolean connectionTestEnabled,
        Duration refreshTokenLifetime,
        Duration anonymousRefreshTokenLifetime,
        String websocketHostname,
        boolean secondFactorBypassEnabled,
        Duration foreignChanges,
        EmailKeys emailKeys,
        Optional<Duration> anonymousInactivity,
        LimitSettings limits,
        CustomDataSettings customData,
        Optional<String> apiKeySecret) {
    /** The id of the user-storage provider. */
    public static final String PROVIDER_ID = "app-services";

    public static final String APP_ID = "appId";
    public static final String CONNECTION_STRING = "connectionString";
    public static final String DATABASE_NAME = "databaseName";
    public static final String CONNECTION_TEST_ENABLED = "connectionTestEnabled";
    public static final String REFRESH_TOKEN_LIFETIME_SECONDS = "refreshTokenLifetimeSeconds";
    public static final String ANONYMOUS_REFRESH_TOKEN_LIFETIME_SECONDS = "anonymousRefreshTokenLifetimeSeconds";
    public static final String WEBSOCKET_HOSTNAME = "websocketHostname";
    public static final String SECOND_FACTOR_BYPASS_ENABLED = "secondFactorBypassEnabled";
    public static final String FOREIGN_CHANGES_SECONDS = "foreignChangesSeconds";
    public static final String EMAIL_CASE_SENSITIVE = "emailCaseSensitive";
    public static final String ANONYMOUS_INACTIVITY_DAYS = "anonymousInactivityDays";
    public static final String CUSTOM_DATA_COLLECTION_NAME = "customDataCollectionName";
    public static final String CUSTOM_DATA_DATABASE_NAME = "customDataDatabaseName";
    public static final String CUSTOM_DATA_USER_ID_FIELD = "customDataUserIdField";
    public static final String CUSTOM_DATA_CONNECTION_STRING = "customDataConnectionString";
    public static final String CUSTOM_DATA_MAX_BYTES = "customDataMaxBytes";
    public static final String API_KEY_SECRET = "apiKeySecret";

    /** 60 days, as App Services. */
    public static final Duration DEFAULT_REFRESH_TOKEN_LIFETIME = Duration.ofDays(60);

    /** 50 years of 365 days, as tokens of App Services had. */
    public static final Duration DEFAULT_ANONYMOUS_REFRESH_TOKEN_LIFETIME = Duration.ofDays(50 * 365);

    private static final Duration MIN_REFRESH_TOKEN_LIFETIME = Duration.ofMinutes(30);
    private static final Duration MAX_REFRESH_TOKEN_LIFETIME = Duration.ofDays(5 * 365);

    /** The last second that Keycloak can count with. */
    private static final Duration MAX_ANONYMOUS_REFRESH_TOKEN_LIFETIME = Duration.ofSeconds(Integer.MAX_VALUE);

    static final Duration DEFAULT_FOREIGN_CHANGES = Duration.ofSeconds(10);
    private static final Duration MIN_FOREIGN_CHANGES = Duration.ofSeconds(1);
    private static final Duration MAX_FOREIGN_CHANGES = Duration.ofHours(1);
    private static final Duration MAX_ANONYMOUS_INACTIVITY = Duration.ofDays(3650);

    private static final String APP_ID_FORM = "[A-Za-z0-9_-]{1,255}";
    private static final int SECRET_BYTES = 32;
    private static final String NOTE = AppServicesConfig.class.getName();

    public static List<ProviderConfigProperty> properties() {
        return Stream.of(ownProperties(), LimitSettings.properties(), CustomDataSettings.properties())
                .flatMap(List::stream)
                .toList();
    }

    private static List<ProviderConfigProperty> ownProperties() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(APP_ID)
                .label("App ID")
                .helpText("The client ID that the SDKs of this app use, such as quickstart-abcde. Saving makes what the"
                        + " realm lacks to be that app: the client, the flow app-services-login with all providers"
                        + " switched off, the client scope, and sessions that are remembered. What exists is left as it"
                        + " is, also the required action Verify Profile. Letters, digits, - and _. Empty (default):"
                        + " nothing is made.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property()
                .name(CONNECTION_STRING)
                .label("MongoDB connection string")
                .helpText("Connection string of the MongoDB that keeps the users, such as"
                        + " mongodb+srv://user:password@cluster.example.org. A reference such as ${vault.mongodb} works."
                        + " Empty (default): the server option spi-storage--app-services--connection-string.")
                .type(ProviderConfigProperty.PASSWORD)
                .secret(true)
                .add()
                .property()
                .name(DATABASE_NAME)
                .label("Database")
                .helpText("Name of the database that keeps the users of this realm, in the collections users and"
                        + " pending_users. Empty (default): app_services_ and the realm's name.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property()
                .name(CONNECTION_TEST_ENABLED)
                .label("Test connection")
                .helpText(
                        "Whether saving tries the connection to MongoDB, for 8 seconds at most, and is refused with the"
                                + " reason if it does not work. Off: settings can be saved while MongoDB is down. Default on.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(true)
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
                        "How long an anonymous user stays logged in, in seconds, from 1800 (30 minutes) to 2147483647."
                                + " An anonymous user whose token has expired is lost. Default 1576800000 (50 years).")
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .defaultValue(DEFAULT_ANONYMOUS_REFRESH_TOKEN_LIFETIME.toSeconds())
                .add()
                .property()
                .name(WEBSOCKET_HOSTNAME)
                .label("WebSocket host")
                .helpText(
                        "What clients are told as ws_hostname, such as wss://apps.example.org. Native SDKs insist on a"
                                + " value even when they never synchronize. Empty (default): the address through which a client"
                                + " came.")
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
                .property()
                .name(FOREIGN_CHANGES_SECONDS)
                .label("Changes by other programs")
                .helpText(
                        "After how many seconds, from 1 to 3600, a change that another program makes to a user in MongoDB"
                                + " is seen at the latest, whatever the cache policy is. Where MongoDB has change streams, as every"
                                + " replica set has, it is seen within a second anyway. Default 10.")
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .defaultValue(DEFAULT_FOREIGN_CHANGES.toSeconds())
                .add()
                .property()
                .name(EMAIL_CASE_SENSITIVE)
                .label("Case-sensitive e-mail addresses")
                .helpText("Whether addresses that differ in case only are different users of e-mail/password, as in App"
                        + " Services. Off: they are one user. Saving that merges nobody: users whose addresses"
                        + " differ in case only stay as they are, keep to their exact spelling, and are listed"
                        + " in the server's log by their ids. Default on.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(true)
                .add()
                .property()
                .name(ANONYMOUS_INACTIVITY_DAYS)
                .label("Remove inactive anonymous users after")
                .helpText(
                        "Days from 1 to 3650 after the last use of an anonymous user, who has no other identity, until"
                                + " the user is removed with all sessions, and can never log in again; looked for every"
                                + " hour. App Services used 90. Default 0: never.")
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .defaultValue(0)
                .add()
                .property()
                .name(API_KEY_SECRET)
                .label("Secret of API keys")
                .helpText(
                        "With what API keys are hashed, so that the database alone does not help to find one. It belongs"
                                + " to the realm and does not change when the realm's keys do. With another secret no API key"
                                + " of the app works any more. Empty: a new random one is made on saving. Default: that.")
                .type(ProviderConfigProperty.PASSWORD)
                .secret(true)
                .add()
                .build();
    }

    /** The settings of a component, parsed once for as long as Keycloak keeps the model. */
    public static AppServicesConfig from(RealmModel realm, ComponentModel component) {
        if (component.getNote(NOTE) instanceof AppServicesConfig known) {
            return known;
        }
        AppServicesConfig config = parse(realm, component);
        component.setNote(NOTE, config);
        return config;
    }

    /** Refuses settings that do not work, with a sentence that names the field. */
    public static void validate(RealmModel realm, ComponentModel component) {
        component.removeNote(NOTE); // A save changes the model that was read.
        AppServicesConfig config = parse(realm, component);
        config.connectionString
                .filter(text -> VaultReference.in(text).isEmpty())
                .ifPresent(text -> validateConnectionString("MongoDB connection string", text));
        if (!config.websocketHostname.isEmpty() && !config.websocketHostname.matches("wss?://[^/\\s]+")) {
            throw ComponentSettings.refusal("WebSocket host must look like wss://apps.example.org");
        }
        validateDatabaseName("Database", config.databaseName);
        config.customData.validate();
    }

    static void validateDatabaseName(String label, String name) {
        if (name.length() > 63 || name.matches(".*[/\\\\. \"$*<>:|?\\x00].*")) {
            throw ComponentSettings.refusal(
                    label + " must have at most 63 characters and none of / \\ . \" $ * < > : | ? or a space");
        }
    }

    /**
     * Makes the secret of API keys unless there is one. Called by every save and import, as Keycloak makes the secrets of
     * its own keys.
     */
    public static void completeSecret(ComponentModel component) {
        if (Optional.ofNullable(component.get(API_KEY_SECRET))
                .filter(text -> !text.isBlank())
                .isEmpty()) {
            byte[] secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            component.put(API_KEY_SECRET, Base64.getEncoder().encodeToString(secret));
            component.removeNote(NOTE);
        }
    }

    /** A realm is one app: refuses a second user federation of this kind, whose settings nobody would read. */
    public static void refuseSecond(RealmModel realm, ComponentModel component) {
        boolean second = componentsOf(realm).anyMatch(other -> !other.getId().equals(component.getId()));
        if (second) {
            throw refusal("This realm has a user federation of the kind app-services already; change that one");
        }
    }

    /** The exception that takes a save back; the console shows the sentence. */
    public static ComponentValidationException refusal(String sentence) {
        return ComponentSettings.refusal(sentence);
    }

    /** The component of a realm that is an app. */
    public static Optional<ComponentModel> componentOf(RealmModel realm) {
        return componentsOf(realm).findFirst();
    }

    /** How the addresses of a realm that is an app are compared. */
    public static EmailKeys emailKeysOf(RealmModel realm) {
        return componentOf(realm)
                .map(component -> from(realm, component).emailKeys)
                .orElse(EmailKeys.SENSITIVE);
    }

    private static Stream<ComponentModel> componentsOf(RealmModel realm) {
        return realm.getComponentsStream(realm.getId(), UserStorageProvider.class.getName())
                .filter(component -> PROVIDER_ID.equals(component.getProviderId()));
    }

    private static AppServicesConfig parse(RealmModel realm, ComponentModel component) {
        ComponentSettings settings = new ComponentSettings(properties(), component.getConfig());
        return new AppServicesConfig(
                settings.text(APP_ID).map(AppServicesConfig::appId),
                settings.text(CONNECTION_STRING),
                settings.text(DATABASE_NAME).orElseGet(() -> defaultDatabaseName(realm)),
                settings.flag(CONNECTION_TEST_ENABLED, true),
                settings.seconds(
                        REFRESH_TOKEN_LIFETIME_SECONDS,
                        MIN_REFRESH_TOKEN_LIFETIME,
                        MAX_REFRESH_TOKEN_LIFETIME,
                        DEFAULT_REFRESH_TOKEN_LIFETIME),
                settings.seconds(
                        ANONYMOUS_REFRESH_TOKEN_LIFETIME_SECONDS,
                        MIN_REFRESH_TOKEN_LIFETIME,
                        MAX_ANONYMOUS_REFRESH_TOKEN_LIFETIME,
                        DEFAULT_ANONYMOUS_REFRESH_TOKEN_LIFETIME),
                settings.text(WEBSOCKET_HOSTNAME).orElse(""),
                settings.flag(SECOND_FACTOR_BYPASS_ENABLED, false),
                settings.seconds(
                        FOREIGN_CHANGES_SECONDS, MIN_FOREIGN_CHANGES, MAX_FOREIGN_CHANGES, DEFAULT_FOREIGN_CHANGES),
                new EmailKeys(settings.flag(EMAIL_CASE_SENSITIVE, true)),
                Optional.of(settings.days(
                                ANONYMOUS_INACTIVITY_DAYS, Duration.ZERO, MAX_ANONYMOUS_INACTIVITY, Duration.ZERO))
                        .filter(inactivity -> !inactivity.isZero()),
                LimitSettings.of(settings),
                CustomDataSettings.of(settings),
                settings.text(API_KEY_SECRET));
    }

    private static AppId appId(String text) {
        if (!text.matches(APP_ID_FORM)) {
            throw ComponentSettings.refusal(
                    "App ID must have 1 to 255 characters: letters A-Z and a-z, digits, - and _");
        }
        return new AppId(text);
    }

    static String defaultDatabaseName(RealmModel realm) {
        String name = "app_services_" + realm.getName().replaceAll("[^A-Za-z0-9_-]", "_");
        return name.length() <= 63 ? name : name.substring(0, 63);
    }

    static void validateConnectionString(String label, String text) {
        if (!MongoConnections.isConnectionString(text)) {
            throw ComponentSettings.refusal(
                    label + " must look like mongodb://host:27017, mongodb+srv://cluster.example.org"
                            + " or ${vault.mongodb}");
        }
    }

    /** Without the connection string, which may have a password. */
    @Override
    public String toString() {
        return "AppServicesConfig[appId=" + appId + ", connectionString=<hidden>, databaseName=" + databaseName + "]";
    }
}
