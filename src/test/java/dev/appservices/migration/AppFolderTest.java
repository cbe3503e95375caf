package dev.appservices.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class AppFolderTest {
    private static final String ROOT = "{'name': 'orchard', 'app_id': 'orchard-abcde'}";
    private static final String NO_APP =
            "DIR: There is no app here: neither root_config.json nor realm_config.json is in it, or in a folder up to"
                    + " three levels below it.";
    private static final String OLD =
            ": This app has the form of before 2021, which is not read yet; export it with a newer command line client,"
                    + " so that it has a realm_config.json or a root_config.json.";

    @TempDir
    Path directory;

    private WrittenApp app() {
        return WrittenApp.empty(directory);
    }

    @Test
    void readWhenMissingThenError() {
        assertThat(WrittenApp.empty(directory.resolve("gone")).error()).isEqualTo("DIR: There is no such directory.");
    }

    @Test
    void readWhenFileThenError() throws IOException {
        Path file = Files.writeString(directory.resolve("app.zip"), "PK");
        assertThat(WrittenApp.empty(file).error()).isEqualTo("DIR: This is a file, where a directory is expected.");
    }

    @Test
    void readWhenEmptyThenErrorNamesWhatWasLookedFor() {
        assertThat(app().error()).isEqualTo(NO_APP);
    }

    @Test
    void readWhenInOneFolderThreeLevelsDownThenRead() {
        app().with("repo/backend/realm/root_config.json", ROOT);
        assertThat(app().definition().name()).isEqualTo("orchard");
    }

    @Test
    void readWhenFourLevelsDownThenError() {
        assertThat(app().with("a/b/c/d/root_config.json", ROOT).error()).isEqualTo(NO_APP);
    }

    @Test
    void readWhenSeveralNestedThenErrorListsThem() {
        app().with("shop/root_config.json", ROOT).with("old/blog/realm_config.json", ROOT);
        assertThat(app().error())
                .isEqualTo("DIR: There are several apps in it (old/blog, shop); name the folder of one.");
    }

    @Test
    void readWhenRootFileOnTopThenNestedOnesDoNotCount() {
        app().with("root_config.json", ROOT).with("copy/root_config.json", ROOT.replace("orchard", "copy"));
        assertThat(app().definition().name()).isEqualTo("orchard");
    }

    @Test
    void readWhenRootFileOnlyBelowPackagesThenError() {
        app().with("node_modules/app/root_config.json", ROOT).with(".git/root_config.json", ROOT);
        assertThat(app().error()).isEqualTo(NO_APP);
    }

    @Test
    void readWhenNestedAppIsBrokenThenErrorNamesPathFromTop() {
        app().with("backend/root_config.json", ROOT).with("backend/auth/providers.json", "[]");
        assertThat(app().error()).isEqualTo("backend/auth/providers.json: This must be an object, but it is a list.");
    }

    @Test
    void readWhenBothRootFilesThenNewerAndWarning() {
        app().with("root_config.json", ROOT).with("realm_config.json", "{'name': 'older'}");
        assertThat(app().definition().name()).isEqualTo("orchard");
        assertThat(app().items("realm_config.json"))
                .containsExactly("WARNING FILE : It is ignored, because root_config.json is newer.");
    }

    @Test
    void readWhenConfigJsonWithFormatThenOldGeneration() {
        app().with("config.json", "{'name': 'orchard', 'config_version': 20200603}");
        assertThat(app().error()).isEqualTo("DIR/config.json" + OLD);
    }

    @Test
    void readWhenStitchJsonThenOldGeneration() {
        assertThat(app().with("stitch.json", "{}").error()).isEqualTo("DIR/stitch.json" + OLD);
    }

    @Test
    void readWhenNestedStitchJsonThenOldGeneration() {
        assertThat(app().with("backend/stitch.json", "{}").error()).isEqualTo("DIR/backend/stitch.json" + OLD);
    }

    @Test
    void readWhenForeignConfigJsonThenNoApp() {
        app().with("config.json", "{'name': 'a web pack'}").with("sub/config.json", "not JSON");
        assertThat(app().error()).isEqualTo(NO_APP);
    }

    @Test
    void readWhenTooManyFilesToSearchThenError() throws IOException {
        for (int i = 0; i <= AppFiles.MAX_ENTRIES; i++) {
            Files.createFile(directory.resolve("f" + i));
        }
        assertThat(app().error())
                .isEqualTo("DIR: There is no root_config.json and no realm_config.json in it, and too many files below"
                        + " it to look for one; name the folder of the app.");
    }

    @Test
    void readWhenOldProvidersBesideNewRootThenError() {
        app().with("root_config.json", ROOT).with("auth_providers/anon-user.json", "{}");
        assertThat(app().error())
                .isEqualTo("auth_providers/anon-user.json: Providers in the form of before 2021 are not read yet; move"
                        + " them to auth/providers.json.");
    }
}
