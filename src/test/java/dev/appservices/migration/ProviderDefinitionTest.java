package dev.appservices.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.appservices.migration.LocalUserpassSettings.Confirmation;
import dev.appservices.migration.LocalUserpassSettings.Reset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class ProviderDefinitionTest {
    private static final String INLINE_KEY = "f3Kq9-inline-key-of-an-old-app-Zt71";

    @TempDir
    Path directory;

    private WrittenApp app() {
        return WrittenApp.valid(directory);
    }

    private ProviderDefinition provider(String entries) {
        return app().withProviders(entries).definition().providers().get(0);
    }

    private LocalUserpassSettings localUserpass(String config) {
        return app().withLocalUserpass(config).definition().providers().get(0).localUserpass();
    }

    @Test
    void readWhenAllSettingsThenTyped() {
        assertThat(localUserpass(
                        "'autoConfirm': false, 'emailConfirmationUrl': 'https://a', 'confirmEmailSubject': 'b',"
                                + " 'runConfirmationFunction': false, 'confirmationFunctionName': 'c',"
                                + " 'resetPasswordUrl': 'https://d', 'resetPasswordSubject': 'e',"
                                + " 'runResetFunction': false, 'resetFunctionName': 'f'"))
                .isEqualTo(new LocalUserpassSettings(
                        false,
                        Optional.of("https://a"),
                        Optional.of("b"),
                        false,
                        Optional.of("c"),
                        Optional.of("https://d"),
                        Optional.of("e"),
                        false,
                        Optional.of("f")));
    }

    @Test
    void readWhenNullOrBlankThenNotSet() {
        assertThat(localUserpass("'autoConfirm': null, 'emailConfirmationUrl': '', 'resetPasswordUrl': ' '"))
                .isEqualTo(LocalUserpassSettings.from(new Settings(JsonNodeFactory.instance.objectNode())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AUTOMATIC | true  | true  | https://a",
                "FUNCTION  | false | true  | https://a",
                "MAIL      | false | false | https://a",
                "MAIL      | false | false | ''",
            })
    void confirmationWhenSeveralModesThenPrecedence(Confirmation expected, boolean auto, boolean function, String url) {
        Optional<String> present = Optional.of(url).filter(text -> !text.isEmpty());
        LocalUserpassSettings settings = new LocalUserpassSettings(
                auto,
                present,
                Optional.empty(),
                function,
                Optional.of("f"),
                present,
                Optional.empty(),
                function,
                Optional.of("f"));
        assertThat(settings.confirmation()).isEqualTo(expected);
        assertThat(settings.reset()).isEqualTo(function ? Reset.FUNCTION : Reset.MAIL);
    }

    @Test
    void localUserpassWhenOtherTypeThenOwnError() {
        ProviderDefinition anonymous = provider("'anon-user': {}");
        assertThat(catchThrowable(anonymous::localUserpass))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Settings of local-userpass were asked of anon-user");
    }

    @Test
    void readWhenInlineKeyThenHiddenEverywhere() {
        WrittenApp app = app().withProviders("'custom-token': {'config': {'signingKey': '" + INLINE_KEY + "'}}");
        ProviderDefinition provider = app.definition().providers().get(0);
        assertThat(provider.inlineSigningKey()).contains(new InlineSecret(INLINE_KEY));
        assertThat(provider.config().text("signingKey")).isEmpty();
        Report report = app.read().report(Set.of("custom-token"), Map.of());
        assertThat(report.toText()).contains("<hidden>").doesNotContain(INLINE_KEY);
        assertThat(report.toJson()).contains("<hidden>").doesNotContain(INLINE_KEY);
        assertThat(app.definition().toString()).contains("<hidden>").doesNotContain(INLINE_KEY);
    }

    @Test
    void toStringWhenSecretInUnknownKeyThenOnlyItsKey() {
        ProviderDefinition provider = provider("'oauth2-google': {'config': {'clientSecret': '" + INLINE_KEY + "'}}");
        assertThat(provider.config()).hasToString("Settings[clientSecret]");
        assertThat(provider.config().text("clientSecret")).contains(INLINE_KEY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "['a', 'b']  | a,b",
                "'a, b'      | a,b",
                "'a'         | a",
                "''          | ``",
                "[]          | ``",
                "null        | ``",
            })
    void textsWhenAudienceInAnyFormThenList(String audience, String expected) {
        ProviderDefinition provider = provider("'custom-token': {'config': {'audience': " + audience + "}}");
        assertThat(String.join(",", provider.config().texts("audience"))).isEqualTo(expected);
    }

    @Test
    void readWhenSecretsThenReferences() {
        ProviderDefinition list = provider("'custom-token': {'secret_config': {'signingKeys': ['a', 'b']}}");
        assertThat(list.secrets())
                .containsExactly(
                        new SecretReference("signingKeys", "a", "/custom-token/secret_config/signingKeys/0"),
                        new SecretReference("signingKeys", "b", "/custom-token/secret_config/signingKeys/1"));
        ProviderDefinition single = provider("'custom-token': {'secret_config': {'signingKeys': 'a, b'}}");
        assertThat(single.secrets())
                .containsExactly(new SecretReference("signingKeys", "a, b", "/custom-token/secret_config/signingKeys"));
    }

    @Test
    void activeSecretsWhenKeysComeFromAddressThenNone() {
        assertThat(provider("'custom-token': {'config': {'useJWKURI': true}, 'secret_config': {'signingKeys': ['a']}}")
                        .activeSecrets())
                .isEmpty();
        assertThat(provider("'custom-token': {'config': {'useJWKURI': false}, 'secret_config': {'signingKeys': ['a']}}")
                        .activeSecrets())
                .hasSize(1);
    }

    @Test
    void readWhenMetadataFieldsThenTargets() {
        ProviderDefinition provider = provider("'custom-token': {'metadata_fields': ["
                + "{'name': 'a.b.city', 'required': 'true'}, {'name': 'http://x\\\\.io/id', 'required': false},"
                + " {'name': 'mail', 'field_name': 'email', 'required': true}]}");
        assertThat(provider.metadataFields())
                .isEqualTo(List.of(
                        new MetadataField("a.b.city", "city", true),
                        new MetadataField("http://x\\.io/id", "http://x.io/id", false),
                        new MetadataField("mail", "email", true)));
    }

    @Test
    void readWhenResetFunctionAbsentThenDisabled() {
        WrittenApp app = app().withLocalUserpass("'autoConfirm': true, 'runResetFunction': true");
        assertThat(app.definition().providers().get(0).disabled()).isTrue();
        assertThat(app.items("auth/providers.json"))
                .containsExactly(
                        "IMPORTED_DISABLED PROVIDER /local-userpass: Nobody can log in with it: no function is named.",
                        "WARNING SETTING /local-userpass/config/resetFunctionName: The provider is imported disabled:"
                                + " no function is named.");
    }

    @Test
    void readWhenFunctionOfInactiveModeAbsentThenStaysEnabled() {
        WrittenApp app = app().withLocalUserpass(
                        "'autoConfirm': true, 'runConfirmationFunction': true, 'confirmationFunctionName': 'gone'");
        assertThat(app.definition().providers().get(0).disabled()).isFalse();
        assertThat(app.items("auth/providers.json"))
                .containsExactly(
                        "IMPORTED PROVIDER /local-userpass: Login with it is on. Registrations are confirmed at once,"
                                + " so addresses are not verified.",
                        "IMPORTED_DISABLED SETTING /local-userpass/config/confirmationFunctionName: It is kept, but"
                                + " inactive, because autoConfirm is true.",
                        "IMPORTED_DISABLED SETTING /local-userpass/config/runConfirmationFunction: It is kept, but"
                                + " inactive, because autoConfirm is true.");
    }

    @Test
    void readWhenFunctionHasEntryButNoSourceThenDisabled() {
        WrittenApp app = app().with("functions/config.json", "[{'name': 'f'}]")
                .withProviders("'custom-function': {'config': {'authFunctionName': 'f'}}");
        assertThat(app.definition().providers().get(0).disabledReason()).contains("the app has no function \"f\"");
    }

    @ParameterizedTest
    @CsvSource({"'', true", "' ', true", "text, false"})
    void reportWhenSecretIsBlankThenNeeded(String text, boolean needed) {
        WrittenApp app = app().withProviders("'custom-token': {'secret_config': {'signingKeys': ['key']}}");
        Report report = app.read().report(Set.of("custom-token"), Map.of("key", text));
        assertThat(report.items().stream().anyMatch(item -> item.action() == Report.Action.NEEDS_SECRET))
                .isEqualTo(needed);
    }
}
