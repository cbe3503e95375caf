package dev.appservices.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.appservices.migration.DataSourceDefinition.CollectionDefinition;

import static org.assertj.core.api.Assertions.assertThat;

class AppDefinitionTest {
    @TempDir
    Path directory;

    private WrittenApp app() {
        return WrittenApp.valid(directory);
    }

    @Test
    void readWhenOnlyRootThenEverythingElseIsEmpty() {
        assertThat(app().definition())
                .isEqualTo(new AppDefinition(
                        "orchard",
                        Optional.of("orchard-abcde"),
                        "",
                        "GLOBAL",
                        "US-VA",
                        List.of(),
                        List.of(),
                        CustomUserDataDefinition.OFF,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
        assertThat(app().items("auth/providers.json"))
                .containsExactly("WARNING FILE : The file is missing: the app has no way to log in.");
    }

    @Test
    void readWhenQuickstartThenDefinition() {
        AppDefinition quickstart =
                AppDirectory.read(Path.of("realm-config/quickstart")).definition();
        assertThat(quickstart.name()).isEqualTo("quickstart");
        assertThat(quickstart.appId()).contains("quickstart-abcde");
        assertThat(quickstart.providers())
                .extracting(ProviderDefinition::type)
                .containsExactly("anon-user", "api-key", "custom-token", "local-userpass");
        assertThat(quickstart.provider("local-userpass").map(ProviderDefinition::localUserpass))
                .hasValueSatisfying(
                        settings -> assertThat(settings.autoConfirm()).isTrue());
        assertThat(quickstart.functions())
                .containsExactly(new FunctionDefinition("hello", false, false, Optional.of("functions/hello.js")));
        assertThat(quickstart.dataSources())
                .containsExactly(new DataSourceDefinition(
                        "mongodb-atlas",
                        "mongodb-atlas",
                        Optional.empty(),
                        false,
                        List.of(new CollectionDefinition("quickstart", "notes", true, true, false))));
        assertThat(quickstart.customUserData())
                .isEqualTo(new CustomUserDataDefinition(
                        true,
                        true,
                        Optional.of("mongodb-atlas"),
                        Optional.of("quickstart"),
                        Optional.of("members"),
                        Optional.of("userId"),
                        Optional.empty()));
    }

    @Test
    void readWhenIdOnlyInMetaThenFromMeta() {
        WrittenApp app = WrittenApp.empty(directory)
                .with("root_config.json", "{'name': 'orchard'}")
                .with(".mdb/meta.json", "{'app_id': 'internal', 'client_app_id': 'orchard-fghij'}");
        assertThat(app.definition().appId()).contains("orchard-fghij");
    }

    @Test
    void readWhenIdsDifferThenRootFileAndWarning() {
        app().with(".mdb/meta.json", "{'client_app_id': 'orchard-fghij'}");
        assertThat(app().definition().appId()).contains("orchard-abcde");
        assertThat(app().items(".mdb/meta.json"))
                .containsExactly("WARNING APP /client_app_id: This App ID differs from the one in root_config.json,"
                        + " which is used.");
    }

    @Test
    void readWhenNoIdThenWarning() {
        WrittenApp app = WrittenApp.empty(directory).with("root_config.json", "{'name': 'orchard'}");
        assertThat(app.definition().appId()).isEmpty();
        assertThat(app.items("root_config.json"))
                .contains("WARNING APP : No file names the App ID; the server has to be told it.");
        assertThat(app.read().report(Set.of(), Map.of()).toText())
                .startsWith("App orchard (no App ID): warnings 2, imported 2\n");
    }

    @Test
    void readWhenEndpointsInEitherFolderThenAll() {
        app().with("https_endpoints/config.json", "[{'route': '/a', 'http_method': '*', 'disabled': true}]")
                .with("http_endpoints/config.json", "[{'route': '/b', 'http_method': 'GET', 'function_name': 'f'}]");
        assertThat(app().definition().endpoints())
                .containsExactly(
                        new EndpointDefinition("/b", "GET", Optional.of("f"), Optional.empty(), false),
                        new EndpointDefinition("/a", "*", Optional.empty(), Optional.empty(), true));
    }

    @Test
    void readWhenTriggersThenKnownTypesOnly() {
        app().with("triggers/a.json", "{'name': 'a', 'type': 'SCHEDULED', 'disabled': true}")
                .with("triggers/b.json", "{'name': 'b', 'type': 'LUNAR'}");
        assertThat(app().definition().triggers())
                .containsExactly(new TriggerDefinition("a", "SCHEDULED", Optional.empty(), true));
    }

    @Test
    void readWhenCustomUserDataNamesUnknownPartsThenWarnings() {
        app().with(
                        "auth/custom_user_data.json",
                        "{'enabled': true, 'mongo_service_name': 'm', 'database_name': 'd', 'collection_name': 'c',"
                                + " 'user_id_field': 'u', 'on_user_creation_function_name': 'f'}");
        assertThat(app().items("auth/custom_user_data.json"))
                .containsExactly(
                        "IMPORTED CUSTOM_USER_DATA : Documents of d.c, found by their field u.",
                        "WARNING SETTING /mongo_service_name: The app has no data source \"m\".",
                        "WARNING SETTING /on_user_creation_function_name: The app has no function \"f\".");
    }
}
