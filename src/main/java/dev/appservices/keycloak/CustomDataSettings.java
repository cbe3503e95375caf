package dev.appservices.keycloak;

import java.util.List;
import java.util.Optional;

import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

import dev.appservices.customdata.CustomDataPlace;

/**
 * Which documents are an app's custom user data.
 *
 * @param place empty: the app has none
 * @param connectionString of the MongoDB that keeps them; empty: that of the users
 * @param maxBytes of a document in a token
 */
public record CustomDataSettings(Optional<CustomDataPlace> place, Optional<String> connectionString, int maxBytes) {
    static final int DEFAULT_MAX_BYTES = 32 * 1024;
    private static final int MIN_MAX_BYTES = 1024;
    private static final int MAX_MAX_BYTES = 1024 * 1024;

    static List<ProviderConfigProperty> properties() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(AppServicesConfig.CUSTOM_DATA_COLLECTION_NAME)
                .label("Custom user data: collection")
                .helpText("Name of the collection that has one document for each user with custom user data, which is"
                        + " copied into the access token at each login and refresh. It is never written. Empty"
                        + " (default): the app has no custom user data.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property()
                .name(AppServicesConfig.CUSTOM_DATA_DATABASE_NAME)
                .label("Custom user data: database")
                .helpText("Name of the database of that collection. No default: needed where there is a collection.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property()
                .name(AppServicesConfig.CUSTOM_DATA_USER_ID_FIELD)
                .label("Custom user data: user ID field")
                .helpText("Name of the field that holds the user id, as a string or as an ObjectId; it needs an index."
                        + " Of several documents of one user the first one counts, those with a string before all"
                        + " others. No default: needed where there is a collection.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property()
                .name(AppServicesConfig.CUSTOM_DATA_CONNECTION_STRING)
                .label("Custom user data: connection string")
                .helpText(
                        "Connection string of the MongoDB with that database; the right to read is enough. A reference"
                                + " such as ${vault.appdata} works. Empty (default): the MongoDB that keeps the users.")
                .type(ProviderConfigProperty.PASSWORD)
                .secret(true)
                .add()
                .property()
                .name(AppServicesConfig.CUSTOM_DATA_MAX_BYTES)
                .label("Custom user data: largest document")
                .helpText("Bytes of JSON, from 1024 to 1048576, beyond which a document is left out of the token, with"
                        + " a warning in the log. Tokens travel in a header, which servers and proxies limit: stay"
                        + " below 16384, from where on there is a warning too. Default 32768.")
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .defaultValue(DEFAULT_MAX_BYTES)
                .add()
                .build();
    }

    /** Names are looked at where there is a collection only: an operator may empty that one field to switch all off. */
    static CustomDataSettings of(ComponentSettings settings) {
        Optional<String> collection = settings.text(AppServicesConfig.CUSTOM_DATA_COLLECTION_NAME);
        Optional<String> database = settings.text(AppServicesConfig.CUSTOM_DATA_DATABASE_NAME);
        Optional<String> field = settings.text(AppServicesConfig.CUSTOM_DATA_USER_ID_FIELD);
        return new CustomDataSettings(
                collection.map(name -> new CustomDataPlace(
                        database.orElseThrow(() -> missing("database")),
                        name,
                        field.orElseThrow(() -> missing("user ID field")))),
                settings.text(AppServicesConfig.CUSTOM_DATA_CONNECTION_STRING),
                settings.bytes(
                        AppServicesConfig.CUSTOM_DATA_MAX_BYTES, MIN_MAX_BYTES, MAX_MAX_BYTES, DEFAULT_MAX_BYTES));
    }

    void validate() {
        connectionString
                .filter(text -> VaultReference.in(text).isEmpty())
                .ifPresent(text ->
                        AppServicesConfig.validateConnectionString("Custom user data: connection string", text));
        place.ifPresent(CustomDataSettings::validate);
    }

    private static void validate(CustomDataPlace place) {
        AppServicesConfig.validateDatabaseName("Custom user data: database", place.databaseName());
        if (!CustomDataPlace.isCollectionName(place.collectionName())) {
            throw ComponentSettings.refusal("Custom user data: collection must have at most 120 characters, no $, and"
                    + " begin with neither system. nor a dot");
        }
        if (!CustomDataPlace.isField(place.userIdField())) {
            throw ComponentSettings.refusal("Custom user data: user ID field must be the name of a field of at most 120"
                    + " characters, such as userId, or a path such as account.userId, and no part of it begins with $");
        }
    }

    private static RuntimeException missing(String label) {
        return ComponentSettings.refusal("Custom user data: " + label + " must be set where there is a collection");
    }

    /** Without the connection string, which may have a password. */
    @Override
    public String toString() {
        return "CustomDataSettings[" + place.map(CustomDataPlace::toString).orElse("off") + "]";
    }
}
