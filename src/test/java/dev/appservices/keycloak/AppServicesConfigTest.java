package dev.appservices.keycloak;

import java.time.Duration;
import java.util.Map;

import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.RealmModel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.appservices.app.AppId;
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
