package dev.appservices.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.appservices.migration.DataSourceDefinition.CollectionDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The two generations of before 2021, and mixtures, give the same definition as the newest. */
class OldGenerationTest {
    private static final Path CASES = Path.of("src/test/resources/migration");
    private static final String DATA_SOURCE = "services/m/config.json";
    private static final String USER_DATA = "'database_name': 'd', 'collection_name': 'c', 'user_id_field': 'u'}";

    @TempDir
    Path directory;

    private static AppDefinition definition(String name) {
        return AppDirectory.read(CASES.resolve(name).resolve("app")).definition();
    }

    private WrittenApp app() {
        return app("");
    }

    private WrittenApp app(String keys) {
        return WrittenApp.empty(directory)
                .with("config.json", "{'name': 'orchard', 'app_id': 'orchard-abcde'" + keys + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stitch", "config", "realm", "root"})
    void readWhenGenerationThenProvidersWithoutForeignSecretAreOn(String generation) {
        assertThat(definition(generation).providers())
                .filteredOn(provider -> !provider.disabled())
                .extracting(ProviderDefinition::type)
                .contains("anon-user", "api-key", "local-userpass");
        assertThat(definition(generation)
                        .provider("local-userpass")
                        .orElseThrow()
                        .localUserpass()
                        .autoConfirm())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "stitch, ferryman, ferryman-kqzwd, US-VA, GLOBAL",
        "config, beekeeper, beekeeper-tyhmo, DE-FF, LOCAL",
        "realm, lighthouse, lighthouse-vbnrt, IE, LOCAL",
        "root, windmill, windmill-plkju, US-VA, GLOBAL"
    })
    void readWhenGenerationThenApp(String generation, String name, String appId, String region, String model) {
        AppDefinition app = definition(generation);
        assertThat(app.name()).isEqualTo(name);
        assertThat(app.appId()).contains(appId);
        assertThat(app.region()).isEqualTo(region);
        assertThat(app.deploymentModel()).isEqualTo(model);
    }

    @Test
    void readWhenStitchThenSameDefinition() {
        AppDefinition app = definition("stitch");
        assertThat(app.allowedRequestOrigins()).containsExactly("https://ferryman.example", "http://localhost:8080");
        assertThat(app.functions())
                .containsExactly(
                        new FunctionDefinition("notify", true, false, Optional.of("functions/notify/source.js")),
                        new FunctionDefinition(
                                "timetable", false, false, Optional.of("functions/timetable/source.js")));
        assertThat(app.dataSources())
                .containsExactly(new DataSourceDefinition(
                        "mongodb-atlas",
                        "mongodb-atlas",
                        Optional.of("5c0a1f2e8d3b4a0017e6c401"),
                        false,
                        List.of(new CollectionDefinition("ferry", "tours", true, true, false))));
        assertThat(app.endpoints())
                .containsExactly(new EndpointDefinition(
                        "/service/board/incoming_webhook/arrivals",
                        "GET",
                        Optional.empty(),
                        Optional.of("services/board/incoming_webhooks/arrivals/source.js"),
                        false));
        assertThat(app.triggers())
                .containsExactly(new TriggerDefinition("lateTour", "DATABASE", Optional.of("notify"), false));
        assertThat(app.values()).containsExactly("harbor");
    }

    @Test
    void readWhenStitchThenProvidersKeepTheirIdsAndSecretNames() {
        ProviderDefinition token = definition("stitch").provider("custom-token").orElseThrow();
        assertThat(token.id()).contains("5c0a1f2e8d3b4a0017e6c204");
        assertThat(token.secrets())
                .containsExactly(new SecretReference("signingKey", "ticketKey", "/secret_config/signingKey"));
        assertThat(definition("stitch").provider("oauth2-google").orElseThrow().secrets())
                .containsExactly(new SecretReference("clientSecret", "__oauth2-google_clientSecret", ""));
    }

    @Test
    void readWhenCustomUserDataNamesServiceByIdThenItsName() {
        assertThat(definition("config").customUserData())
                .isEqualTo(new CustomUserDataDefinition(
                        true,
                        true,
                        Optional.of("mongodb-atlas"),
                        Optional.of("hives"),
                        Optional.of("keepers"),
                        Optional.of("keeperId"),
                        Optional.empty()));
    }

    @Test
    void readWhenServiceIdIsUnknownThenWarning() {
        app(", 'custom_user_data_config': {'enabled': true, 'mongo_service_id': 'gone', " + USER_DATA);
        assertThat(WrittenApp.empty(directory).items("config.json"))
                .contains("WARNING SETTING /custom_user_data_config/mongo_service_id: The app has no data source with"
                        + " the ID \"gone\".");
    }

    @Test
    void readWhenCustomUserDataTwiceThenNewerFileAndWarning() {
        WrittenApp app = app(", 'custom_user_data_config': {'enabled': true, " + USER_DATA)
                .with("auth/custom_user_data.json", "{'enabled': false}");
        assertThat(app.definition().customUserData().enabled()).isFalse();
        assertThat(app.items("config.json"))
                .contains("WARNING SETTING /custom_user_data_config: It is ignored, because auth/custom_user_data.json"
                        + " is newer.");
    }

    @Test
    void readWhenOldIdOfSupersededSourceThenStillFound() {
        WrittenApp app = app(", 'custom_user_data_config': {'enabled': true, 'mongo_service_id': 'i1', " + USER_DATA)
                .with(DATA_SOURCE, "{'id': 'i1', 'name': 'm', 'type': 'mongodb-atlas'}")
                .with("data_sources/m/config.json", "{'name': 'm', 'type': 'mongodb-atlas'}");
        assertThat(app.definition().customUserData().serviceName()).contains("m");
        assertThat(app.definition().dataSources()).hasSize(1);
    }

    @Test
    void readWhenProvidersInBothFormsThenOnlyNewerOnes() {
        AppDefinition app = definition("mixture-leftovers");
        assertThat(app.providers())
                .extracting(ProviderDefinition::type, ProviderDefinition::disabled)
                .containsExactly(tuple("anon-user", true));
    }

    @Test
    void readWhenTwoFilesOfOneProviderThenError() {
        app().with("auth_providers/anon-user.json", "{}").with("auth_providers/guest.json", "{'type': 'anon-user'}");
        assertThat(WrittenApp.empty(directory).error())
                .isEqualTo("auth_providers/guest.json: Another entry is the provider anon-user, too.");
    }

    @Test
    void readWhenTwoFunctionFoldersNameTheSameThenError() {
        WrittenApp app =
                app().with("functions/a/config.json", "{'name': 'f'}").with("functions/b/config.json", "{'name': 'f'}");
        assertThat(app.error())
                .isEqualTo("functions/b/config.json, key /name: Another function has the name \"f\", too.");
    }

    /** What is superseded must not come back as a public function of its folder's name. */
    @Test
    void readWhenOldFunctionIsSupersededUnderOtherNameThenGone() {
        WrittenApp app = app().with("functions/config.json", "[{'name': 'f', 'private': true}]")
                .with("functions/f.js", "")
                .with("functions/folder/config.json", "{'name': 'f'}")
                .with("functions/folder/source.js", "");
        assertThat(app.definition().functions())
                .containsExactly(new FunctionDefinition("f", true, false, Optional.of("functions/f.js")));
    }

    @Test
    void readWhenNewFunctionIsNamedSourceThenNotTakenForAnOldOne() {
        WrittenApp app =
                app().with("functions/config.json", "[{'name': 'a/source'}]").with("functions/a/source.js", "");
        assertThat(app.definition().functions())
                .containsExactly(
                        new FunctionDefinition("a/source", false, false, Optional.of("functions/a/source.js")));
    }

    @Test
    void readWhenRuleHasNoCollectionThenError() {
        WrittenApp app = app().with(DATA_SOURCE, "{'name': 'm', 'type': 'mongodb'}")
                .with("services/m/rules/d.c.json", "{'database': 'd'}");
        assertThat(app.error()).isEqualTo("services/m/rules/d.c.json, key /collection: This is missing or empty.");
    }

    @Test
    void readWhenServiceHasNoConfigThenWarning() {
        assertThat(app().with("services/s/rules/r.json", "{}").items("services/s/config.json"))
                .containsExactly("WARNING SERVICE : The file is missing; the service has no type.");
    }

    @Test
    void readWhenTemplateWithoutAppIdThenEmpty() {
        WrittenApp app = WrittenApp.empty(directory)
                .with("stitch.json", "{'name': 'orchard', 'app_id': '', 'config_version': 20180301}");
        assertThat(app.definition().appId()).isEmpty();
        assertThat(app.items("stitch.json"))
                .contains("WARNING APP : No file names the App ID; the server has to be told it.");
    }

    @Test
    void readWhenFormatIsFromTheFutureThenReadWithWarning() {
        assertThat(app(", 'config_version': 20270101").items("config.json"))
                .contains("WARNING APP /config_version: This version of the format is not known; what is known of it"
                        + " is read.");
        assertThat(app(", 'config_version': 20200603").items("config.json"))
                .noneMatch(item -> item.contains("config_version"));
    }

    @Test
    void readWhenTriggerRunsUnknownFunctionThenWarningUnlessDisabled() {
        WrittenApp app = app().with("triggers/a.json", "{'name': 'a', 'type': 'DATABASE', 'function_name': 'gone'}")
                .with(
                        "triggers/b.json",
                        "{'name': 'b', 'type': 'DATABASE', 'function_name': 'gone', 'disabled': true}");
        assertThat(app.items("triggers/a.json"))
                .containsExactly(
                        "WARNING TRIGGER : The app has no function \"gone\".",
                        "WAITING TRIGGER : The trigger \"a\" of type DATABASE.");
        assertThat(app.items("triggers/b.json")).hasSize(1);
    }

    /** Every quirk of hand-edited files holds for the oldest forms, too. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\uFEFF{'type': 'api-key', 'disabled': true} | true",
                "{'disabled': true,} | true",
                "{/* off */ 'disabled': true} | true",
                "{'name': 'api-key'} | false"
            })
    void readWhenProviderFileIsHandEditedThenRead(String content, boolean disabled) {
        app().with("auth_providers/api-key.json", content);
        assertThat(WrittenApp.empty(directory).definition().providers())
                .singleElement()
                .extracting(ProviderDefinition::disabled)
                .isEqualTo(disabled);
    }

    @Test
    void readWhenCommaIsMissingThenErrorNamesPlaceAndNothingIsRead() {
        app().with("auth_providers/api-key.json", "{\n'name': 'api-key'\n'disabled': true}");
        assertThat(WrittenApp.empty(directory).error())
                .isEqualTo("auth_providers/api-key.json, line 3, column 1: A comma is missing before this place.");
    }
}
