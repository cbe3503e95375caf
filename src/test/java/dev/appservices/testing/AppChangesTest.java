package dev.appservices.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

class AppChangesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws IOException {
        write("root_config.json", "{}");
        write("auth/providers.json", "{}");
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void lookWhenNothingIsWrittenThenSame() {
        AppChanges changes = new AppChanges(folder);

        assertThat(changes.look()).isEqualTo(AppChanges.Look.SAME);
    }

    @Test
    void lookWhenAFileIsWrittenInStepsThenOneChangeAfterTheLast() throws IOException {
        AppChanges changes = new AppChanges(folder);

        write("auth/providers.json", "");
        assertThat(changes.look()).isEqualTo(AppChanges.Look.MOVING);
        write("auth/providers.json", "{ \"a\": 1 }");
        assertThat(changes.look()).isEqualTo(AppChanges.Look.MOVING);

        assertThat(changes.look()).isEqualTo(AppChanges.Look.CHANGED);
        assertThat(changes.look()).isEqualTo(AppChanges.Look.SAME);
    }

    @Test
    void lookWhenAnEditorReplacesTheFileThenChanged() throws IOException {
        AppChanges changes = new AppChanges(folder);

        Path other = write("auth/providers.json.tmp", "[]");
        Files.setLastModifiedTime(other, FileTime.from(Instant.EPOCH));
        Files.move(other, folder.resolve("auth/providers.json"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(List.of(changes.look(), changes.look()))
                .containsExactly(AppChanges.Look.MOVING, AppChanges.Look.CHANGED);
    }

    @Test
    void lookWhenFoldersComeAndGoThenChanged() throws IOException {
        AppChanges changes = new AppChanges(folder);

        write("functions/deep/er/hello.js", "");
        assertThat(List.of(changes.look(), changes.look())).endsWith(AppChanges.Look.CHANGED);

        Files.delete(folder.resolve("auth/providers.json"));
        assertThat(List.of(changes.look(), changes.look())).endsWith(AppChanges.Look.CHANGED);
    }

    @Test
    void lookWhenPackagesOrVersionsAreWrittenThenSame() throws IOException {
        AppChanges changes = new AppChanges(folder);

        write("functions/node_modules/x/index.js", "");
        write(".git/index", "");

        assertThat(changes.look()).isEqualTo(AppChanges.Look.SAME);
    }

    @Test
    void lookWhenTheFolderGoesAndComesBackThenNoFailure() throws IOException {
        AppChanges changes = new AppChanges(folder);
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }

        assertThat(List.of(changes.look(), changes.look())).endsWith(AppChanges.Look.CHANGED);
        write("root_config.json", "{}");
        assertThat(List.of(changes.look(), changes.look())).endsWith(AppChanges.Look.CHANGED);
    }

    @Test
    void watchWhenAFileIsSavedThenListenerIsCalledAndFailuresOfItEndNothing() throws Exception {
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<Void> second = new CompletableFuture<>();
        AppWatch watch = new AppWatch(new AppChanges(folder), () -> {
            if (first.complete(null)) {
                throw new IllegalStateException("as a listener should not");
            }
            second.complete(null);
        });
        try (watch) {
            write("root_config.json", "{ }");
            first.get(10, TimeUnit.SECONDS);
            write("root_config.json", "{  }");
            assertThatNoException().isThrownBy(() -> second.get(10, TimeUnit.SECONDS));
        }
    }
}
