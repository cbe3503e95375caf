package dev.appservices.keycloak;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.RealmModel;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.appservices.app.AppId;
import dev.appservices.customdata.CustomDataPlace;
import dev.appservices.testing.TestRealm;
import dev.appservices.user.EmailKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AppServicesConfigTest {
    private static final RealmModel REALM = TestRealm.named("orchard");

    @Test
    void settingsWhenEmptyThenDefaults() {
        AppServicesConfig config = AppServicesConfig.from(REALM, component(Map.of()));

        assertThat(config.appId()).isEmpty();
        assertThat(config.connectionString()).isEmpty();
        assertThat(config.databaseName()).isEqualTo("app_services_orchard");
        assertThat(config.connectionTestEnabled()).isTrue();
        assertThat(config.refreshTokenLifetime()).isEqualTo(Duration.ofDays(60));
        assertThat(config.secondFactorBypassEnabled()).isFalse();
        assertThat(config.emailKeys()).isEqualTo(EmailKeys.SENSITIVE);
        assertThat(config.anonymousInactivity()).isEmpty();
    }

    @Test
    void settingsWhenCaseAndInactivityThenRead() {
        AppServicesConfig config = AppServicesConfig.from(
                REALM, component(Map.of("emailCaseSensitive", "false", "anonymousInactivityDays", "90")));

        assertThat(config.emailKeys()).isEqualTo(EmailKeys.INSENSITIVE);
        assertThat(config.anonymousInactivity()).contains(Duration.ofDays(90));
        assertThat(AppServicesConfig.from(REALM, component(Map.of("anonymousInactivityDays", "0")))
                        .anonymousInactivity())
                .isEmpty();
    }

    @Test
    void customDataWhenCollectionThenOn() {
        Map<String, String> settings = Map.of(
                "customDataCollectionName", "members",
                "customDataDatabaseName", "app",
                "customDataUserIdField", "userId",
                "customDataConnectionString", "mongodb://user:secret@data.example.org",
                "customDataMaxBytes", "2048");

        CustomDataSettings customData =
                AppServicesConfig.from(REALM, component(settings)).customData();

        assertThat(customData.place()).contains(new CustomDataPlace("app", "members", "userId"));
        assertThat(customData.connectionString()).contains("mongodb://user:secret@data.example.org");
        assertThat(customData.maxBytes()).isEqualTo(2048);
        assertThat(customData.toString()).doesNotContain("secret");
    }

    @Test
    void customDataWhenNoCollectionThenOffWhateverElseIsSet() {
        CustomDataSettings customData = AppServicesConfig.from(
                        REALM, component(Map.of("customDataDatabaseName", "app", "customDataUserIdField", "$x")))
                .customData();

        assertThat(customData.place()).isEmpty();
        assertThat(customData.maxBytes()).isEqualTo(32768);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "~ userId ~ members ~ Custom user data: database must be set where there is a collection",
                "app ~ ~ members ~ Custom user data: user ID field must be set where there is a collection",
                "a.b ~ userId ~ members ~ Custom user data: database must have at most 63 characters and none of / \\"
                        + " . \" $ * < > : | ? or a space",
                "app ~ $where ~ members ~ Custom user data: user ID field must be the name of a field of at most 120"
                        + " characters, such as userId, or a path such as account.userId, and no part of it begins with $",
                "app ~ userId ~ $cmd ~ Custom user data: collection must have at most 120 characters, no $, and begin"
                        + " with neither system. nor a dot",
            })
    void customDataWhenItCannotBeFoundThenSentenceNamesTheSetting(
            @Nullable String database, @Nullable String field, String collection, String sentence) {
        Map<String, String> settings = new HashMap<>(Map.of("customDataCollectionName", collection));
        settings.put("customDataDatabaseName", database == null ? "" : database);
        settings.put("customDataUserIdField", field == null ? "" : field);

        assertThatThrownBy(() -> AppServicesConfig.validate(REALM, component(settings)))
                .isInstanceOf(ComponentValidationException.class)
                .hasMessage(sentence);
    }

    @Test
    void settingsWhenAppIdThenRead() {
        assertThat(AppServicesConfig.from(REALM, component(Map.of("appId", " quickstart-abcde ")))
                        .appId())
                .contains(new AppId("quickstart-abcde"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "appId ~ my app ~ App ID must have 1 to 255 characters: letters A-Z and a-z, digits, - and _",
                "appId ~ a.b ~ App ID must have 1 to 255 characters: letters A-Z and a-z, digits, - and _",
                "connectionTestEnabled ~ yes ~ Test connection must be true or false",
                "secondFactorBypassEnabled ~ 1 ~ SDK login without second factor must be true or false",
                "refreshTokenLifetimeSeconds ~ soon ~ Refresh token lifetime must be a number of seconds from 1800 to"
                        + " 157680000",
                "refreshTokenLifetimeSeconds ~ 60 ~ Refresh token lifetime must be a number of seconds from 1800 to"
                        + " 157680000",
                "refreshTokenLifetimeSeconds ~ 157680001 ~ Refresh token lifetime must be a number of seconds from 1800"
                        + " to 157680000",
                "anonymousRefreshTokenLifetimeSeconds ~ 2147483648 ~ Refresh token lifetime of anonymous users must be a"
                        + " number of seconds from 1800 to 2147483647",
                "emailCaseSensitive ~ no ~ Case-sensitive e-mail addresses must be true or false",
                "anonymousInactivityDays ~ 3651 ~ Remove inactive anonymous users after must be a number of days from 0"
                        + " to 3650",
                "anonymousInactivityDays ~ -1 ~ Remove inactive anonymous users after must be a number of days from 0"
                        + " to 3650",
                "customDataMaxBytes ~ 10 ~ Custom user data: largest document must be a number of bytes from 1024 to"
                        + " 1048576",
                "customDataConnectionString ~ localhost ~ Custom user data: connection string must look like"
                        + " mongodb://host:27017, mongodb+srv://cluster.example.org or $'{'vault.mongodb'}'",
                "websocketHostname ~ apps.example.org ~ WebSocket host must look like wss://apps.example.org",
                "databaseName ~ a b ~ Database must have at most 63 characters and none of / \\ . \" $ * < > : | ? or a"
                        + " space",
            })
    void settingWhenWrongThenSentenceNamesIt(String key, String value, String sentence) {
        assertThatThrownBy(() -> AppServicesConfig.validate(REALM, component(Map.of(key, value))))
                .isInstanceOf(ComponentValidationException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "${vault.mongodb", "x${vault.mongodb}", "mongodb://"})
    void connectionStringWhenNoneThenRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> AppServicesConfig.validate(REALM, component(Map.of("connectionString", text))))
                .isInstanceOf(ComponentValidationException.class)
                .hasMessageStartingWith("MongoDB connection string must look like mongodb://host:27017");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mongodb://host", "${vault.mongodb}", "mongodb+srv://cluster.nowhere.invalid"})
    void connectionStringWhenFormRightThenAccepted(String text) {
        assertThatCode(() -> AppServicesConfig.validate(REALM, component(Map.of("connectionString", text))))
                .doesNotThrowAnyException();
    }

    @Test
    void settingsWhenSavedAnewThenReadAnew() {
        ComponentModel component = component(Map.of("databaseName", "first"));
        AppServicesConfig.from(REALM, component);
        component.getConfig().putSingle("databaseName", "second");

        AppServicesConfig.validate(REALM, component);

        assertThat(AppServicesConfig.from(REALM, component).databaseName()).isEqualTo("second");
    }

    @Test
    void settingsWhenPrintedThenWithoutConnectionString() {
        ComponentModel component = component(Map.of("connectionString", "mongodb://app:s3cret-word@host"));

        assertThat(AppServicesConfig.from(REALM, component).toString()).doesNotContain("s3cret-word");
    }

    private static ComponentModel component(Map<String, String> settings) {
        ComponentModel component = new ComponentModel();
        settings.forEach(component.getConfig()::putSingle);
        return component;
    }
}
