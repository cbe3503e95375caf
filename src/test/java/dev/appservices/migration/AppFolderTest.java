package dev.appservices.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AppFolderTest {
    private static final String ROOT = "{'name': 'orchard', 'app_id': 'orchard-abcde'}";
    private static final String NO_APP =
            "DIR: There is no app here: none of root_config.json, realm_config.json, config.json, stitch.json is in it,"
                    + " or in a folder up to three levels below it.";

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

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "stitch.json", "backend/config.json", "backend/stitch.json"})
    void readWhenOldRootFileThenRead(String path) {
        app().with(path, "{'name': 'orchard', 'config_version': 20200603}");
        assertThat(app().definition().name()).isEqualTo("orchard");
    }

    /** A comma too many is told, instead of that there were no app. */
    @Test
    void readWhenOldRootFileIsBrokenBesideProvidersThenItsError() {
        app().with("config.json", "{'name' 'orchard'}").with("auth_providers/anon-user.json", "{}");
        assertThat(app().error())
                .isEqualTo("config.json, line 1, column 9: A colon is missing between a key and its value.");
    }

    @Test
    void readWhenForeignConfigJsonThenNoApp() {
        app().with("config.json", "{'name': 'a web pack'}")
                .with("stitch.json", "{'project': 'of another tool'}")
                .with("sub/config.json", "not JSON");
        assertThat(app().error()).isEqualTo(NO_APP);
    }

    @Test
    void readWhenTooManyFilesToSearchThenError() throws IOException {
        for (int i = 0; i <= AppFiles.MAX_ENTRIES; i++) {
            Files.createFile(directory.resolve("f" + i));
        }
        assertThat(app().error())
                .isEqualTo(
                        "DIR: There is no root file of an app in it, and too many files below it to look for one; name"
                                + " the folder of the app.");
    }
}
