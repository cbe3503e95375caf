package dev.appservices.migration;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class AppFilesTest {
    @TempDir
    Path top;

    private WrittenApp app() {
        return WrittenApp.valid(top.resolve("app"));
    }

    private void sparse(String path, long size) throws IOException {
        Path file = top.resolve("app").resolve(path);
        Files.createDirectories(file.getParent());
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength(size);
        }
    }

    private void link(String path, Path target) throws IOException {
        Path link = top.resolve("app").resolve(path);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, target);
    }

    @Test
    void readWhenFileOverFiveMegabytesThenError() throws IOException {
        WrittenApp app = app();
        sparse("functions/big.js", AppFiles.MAX_FILE_BYTES + 1L);
        assertThat(app.error()).isEqualTo("functions/big.js: The file is larger than 5 MB.");
    }

    @Test
    void readWhenFileOfFiveMegabytesThenRead() throws IOException {
        WrittenApp app = app();
        sparse("functions/big.js", AppFiles.MAX_FILE_BYTES);
        assertThat(app.definition().functions()).hasSize(1);
    }

    @Test
    void readWhenHostedFileIsLargeThenCountedOnly() throws IOException {
        WrittenApp app = app();
        sparse("hosting/files/film.mp4", AppFiles.MAX_FILE_BYTES + 1L);
        assertThat(app.read().files()).containsExactly("root_config.json");
        assertThat(app.items("hosting/files")).containsExactly("SKIPPED HOSTING : Files of the app's web site: 1");
    }

    @Test
    void readWhenOver64MegabytesThenError() throws IOException {
        WrittenApp app = app();
        sparse("hosting/files/film.mp4", AppFiles.MAX_TOTAL_BYTES);
        assertThat(app.error()).isEqualTo("DIR: The app is larger than 64 MB.");
    }

    @Test
    void readWhenOver5000FilesThenError() throws IOException {
        WrittenApp app = app();
        for (int i = 0; i < AppFiles.MAX_ENTRIES; i++) {
            Files.createFile(top.resolve("app").resolve("f" + i));
        }
        assertThat(app.error()).isEqualTo("DIR: The app has more than 5,000 files.");
    }

    @Test
    void readWhenManyFilesOnlyInPackagesThenRead() throws IOException {
        WrittenApp app = app();
        sparse("functions/node_modules/huge.js", AppFiles.MAX_TOTAL_BYTES);
        assertThat(app.read().files()).containsExactly("root_config.json");
    }

    @Test
    void readWhenLinkLeavesDirectoryThenError() throws IOException {
        WrittenApp app = app();
        Path outside = Files.writeString(top.resolve("outside.js"), "exports = 1;");
        link("functions/shared.js", outside);
        assertThat(app.error()).isEqualTo("functions/shared.js: This symbolic link leaves the directory of the app.");
    }

    @Test
    void readWhenFolderLinkLeavesDirectoryThenError() throws IOException {
        WrittenApp app = app();
        link("functions", Files.createDirectory(top.resolve("elsewhere")));
        assertThat(app.error()).isEqualTo("functions: This symbolic link leaves the directory of the app.");
    }

    @Test
    void readWhenLinkStaysInDirectoryThenRead() throws IOException {
        WrittenApp app = app().with("shared/greet.js", "exports = 1;");
        link("functions/greet.js", Path.of("../shared/greet.js"));
        assertThat(app.read().content("functions/greet.js")).isEqualTo("exports = 1;".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readWhenLinkLeadsToNothingThenError() throws IOException {
        WrittenApp app = app();
        link("values/gone.json", Path.of("nowhere.json"));
        assertThat(app.error()).isEqualTo("values/gone.json: This symbolic link leads to nothing.");
    }

    @Test
    void readWhenLinkLeadsBackThenError() throws IOException {
        WrittenApp app = app();
        link("functions/loop", Path.of(".."));
        assertThat(app.error()).isEqualTo("functions/loop: This symbolic link leads back to a folder that it is in.");
    }

    @Test
    void readWhenSocketInPlaceOfFileThenError() throws IOException {
        WrittenApp app = app();
        Path socket = Files.createDirectory(top.resolve("app/values")).resolve("v.json");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            assertThat(app.error()).isEqualTo("values/v.json: This is a device or a pipe, where a file is expected.");
        }
    }

    @Test
    void readWhenMountedAsKubernetesVolumeThenRead() throws IOException {
        WrittenApp app = WrittenApp.empty(top.resolve("app")).with("..2026/root_config.json", "{'name': 'orchard'}");
        link("..data", Path.of("..2026"));
        link("root_config.json", Path.of("..data/root_config.json"));
        assertThat(app.read().files()).containsExactly("root_config.json");
    }

    @Test
    void readWhenContentAskedOfUnreadFileThenOwnError() {
        AppDirectory read = app().with("README.md", "text").read();
        assertThat(catchThrowable(() -> read.content("README.md")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("README.md was not read; there are [root_config.json]");
    }
}
