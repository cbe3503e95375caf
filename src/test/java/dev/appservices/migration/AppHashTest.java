package dev.appservices.migration;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class AppHashTest {
    @TempDir
    Path top;

    private WrittenApp app(String folder) {
        return WrittenApp.valid(top.resolve(folder));
    }

    private static String hash(WrittenApp app) {
        return app.read().hash();
    }

    @Test
    void hashWhenSameFilesWrittenInOtherOrderThenSame() {
        WrittenApp first = app("first").with("functions/a.js", "a").with("functions/b.js", "b");
        WrittenApp second = app("second").with("functions/b.js", "b").with("functions/a.js", "a");
        assertThat(hash(first)).matches("[0-9a-f]{64}").isEqualTo(hash(second));
    }

    @Test
    void hashWhenNestedThenSame() {
        app("outer/inner");
        assertThat(hash(WrittenApp.empty(top.resolve("outer")))).isEqualTo(hash(app("plain")));
    }

    @Test
    void hashWhenSourceChangesThenDiffers() {
        assertThat(hash(app("first").with("functions/a.js", "a")))
                .isNotEqualTo(hash(app("second").with("functions/a.js", "b")));
    }

    @Test
    void hashWhenNameChangesThenDiffers() {
        assertThat(hash(app("first").with("functions/a.js", "a")))
                .isNotEqualTo(hash(app("second").with("functions/b.js", "a")));
    }

    @Test
    void hashWhenBytesMoveBetweenFilesThenDiffers() {
        assertThat(hash(app("first").with("functions/a.js", "xy").with("functions/b.js", "")))
                .isNotEqualTo(hash(app("second").with("functions/a.js", "x").with("functions/b.js", "y")));
    }

    @Test
    void hashWhenLineEndingsDifferThenDiffers() {
        assertThat(hash(app("first").with("functions/a.js", "a\n")))
                .isNotEqualTo(hash(app("second").with("functions/a.js", "a\r\n")));
    }

    @Test
    void hashWhenForeignFileAddedThenSame() {
        assertThat(hash(app("first").with("README.md", "text"))).isEqualTo(hash(app("second")));
    }

    /** Stored hashes decide whether an app is deployed again; this one was computed without our code. */
    @Test
    void hashWhenKnownContentThenKnownHash() {
        assertThat(hash(app("first"))).isEqualTo("130517073254483087c0096c6725b14dc53329c3851e0abfc8ca0d2fc3977eb3");
    }
}
