package dev.appservices.migration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class AppZipTest {
    private static final Path CASES = Path.of("src/test/resources/migration");
    private static final int FLAGS = 8;
    private static final int METHOD = 10;
    private static final int CRC = 16;
    private static final int PACKED_SIZE = 20;
    private static final int SIZE = 24;
    private static final int ATTRIBUTES = 38;
    private static final int OFFSET = 42;

    @TempDir
    Path top;

    @ParameterizedTest
    @CsvSource({
        "stitch, ''",
        "config, beekeeper-master/",
        "realm, repo/backend/realm/",
        "root, ''",
        "realm-config, orchard/",
        "mixture-leftovers, ''",
        "mixture-new-root, app/"
    })
    void readZipWhenMadeOfDirectoryThenSameHashAndReport(String name, String prefix) {
        Path app = CASES.resolve(name).resolve("app");
        AppDirectory directory = AppDirectory.read(app);
        AppDirectory zip = ZippedApp.of(app, prefix).read();
        assertThat(zip.hash()).isEqualTo(directory.hash());
        assertThat(zip.files()).isEqualTo(directory.files());
        assertThat(zip.definition()).isEqualTo(directory.definition());
        assertThat(zip.report(Set.of(), Map.of()).toText())
                .isEqualTo(directory.report(Set.of(), Map.of()).toText());
    }

    @Test
    void readWhenPathIsZipThenRead() throws IOException {
        Path file = Files.write(top.resolve("app.zip"), ZippedApp.valid().bytes());
        assertThat(AppDirectory.read(file).definition().name()).isEqualTo("orchard");
    }

    @Test
    void readWhenPathIsOtherFileThenErrorNamesIt() throws IOException {
        Path file = Files.writeString(top.resolve("app.zip"), "PK");
        assertThat(WrittenApp.empty(file).error()).isEqualTo("DIR: This is not a zip, or its end is missing.");
    }

    @Test
    void readZipWhenStreamFailsThenItsError() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("reset");
            }
        };
        assertThat(catchThrowable(() -> AppDirectory.readZip(broken)))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("reset");
    }

    @Test
    void readZipWhenStoredThenRead() {
        byte[] source = "exports = 1;".getBytes(StandardCharsets.UTF_8);
        assertThat(ZippedApp.valid().withStored("functions/a.js", source).read().content("functions/a.js"))
                .isEqualTo(source);
    }

    @Test
    void readZipWhenCommentAtItsEndThenRead() {
        byte[] zip = ZippedApp.valid().bytes();
        byte[] commented = Arrays.copyOf(zip, zip.length + 3);
        commented[zip.length - 2] = 3;
        assertThat(AppDirectory.readZip(new ByteArrayInputStream(commented))
                        .definition()
                        .name())
                .isEqualTo("orchard");
    }

    @Test
    void readZipWhenFoldersAreEntriesThenRead() {
        ZippedApp app = new ZippedApp()
                .with("orchard/", "")
                .with("orchard/functions/", "")
                .with("orchard/root_config.json", ZippedApp.ROOT)
                .with("orchard/functions/a.js", "");
        assertThat(app.read().files()).containsExactly("functions/a.js", "root_config.json");
    }

    @Test
    void readZipWhenBackslashesThenRead() {
        assertThat(ZippedApp.valid().with("functions\\a\\b.js", "").read().files())
                .containsExactly("functions/a/b.js", "root_config.json");
    }

    @Test
    void readZipWhenMacTwinsAndPackagesThenLeftOut() {
        ZippedApp app = ZippedApp.valid()
                .with("__MACOSX/functions/._a.js", "x")
                .with("functions/._a.js", "x")
                .with("functions/node_modules/b.js", "x");
        assertThat(app.read().files()).containsExactly("root_config.json");
    }

    @Test
    void readZipWhenBrokenFileThenErrorNamesPathFromTop() {
        ZippedApp app =
                new ZippedApp().with("b/root_config.json", ZippedApp.ROOT).with("b/auth/providers.json", "[]");
        assertThat(app.error()).isEqualTo("b/auth/providers.json: This must be an object, but it is a list.");
    }

    @Test
    void readZipWhenSeveralAppsThenErrorListsThem() {
        ZippedApp app = new ZippedApp()
                .with("shop/root_config.json", ZippedApp.ROOT)
                .with("old/blog/realm_config.json", ZippedApp.ROOT);
        assertThat(app.error())
                .isEqualTo("The zip: There are several apps in it (old/blog, shop); make a zip of the folder of one.");
    }

    @Test
    void readZipWhenAppInsideOfAppThenOuter() {
        ZippedApp app = new ZippedApp()
                .with("a/root_config.json", ZippedApp.ROOT)
                .with("a/copy/root_config.json", ZippedApp.ROOT.replace("orchard", "copy"));
        assertThat(app.read().definition().name()).isEqualTo("orchard");
    }

    @Test
    void readZipWhenNoAppThenError() {
        assertThat(new ZippedApp()
                        .with("a/b/c/d/root_config.json", ZippedApp.ROOT)
                        .error())
                .isEqualTo("The zip: There is no app here: none of root_config.json, realm_config.json, config.json,"
                        + " stitch.json is in it, or in a folder up to three levels below it.");
    }

    @ParameterizedTest
    @CsvSource({
        "../outside.js, This name leads out of the zip.",
        "a/../../b.js, This name leads out of the zip.",
        "..\\outside.js, This name leads out of the zip.",
        "/etc/passwd, This name leads out of the zip.",
        "C:\\x.js, This name leads out of the zip.",
        "a//b.js, This is not a name of a file.",
        "./a.js, This is not a name of a file.",
        "a\u0000.js, This is not a name of a file."
    })
    void readZipWhenNameIsHostileThenError(String name, String sentence) {
        assertThat(ZippedApp.valid().with(name, "").error())
                .isEqualTo(Printable.clean(name.replace('\\', '/')) + ": " + sentence);
    }

    @Test
    void readZipWhenNameTwiceThenError() {
        ZippedApp app = ZippedApp.valid().with("values/a.json", "{}").with("values/b.json", "{}");
        assertThat(ZippedApp.error(app.renamed("values/b.json", "values/a.json")))
                .isEqualTo("values/a.json: The zip has this name twice.");
    }

    @Test
    void readZipWhenFileIsAlsoFolderThenError() {
        assertThat(ZippedApp.valid().with("a", "").with("a/b.js", "").error())
                .isEqualTo("a: The zip has this name twice.");
    }

    @Test
    void readZipWhenNameIsNotUtf8ThenError() {
        assertThat(ZippedApp.error(ZippedApp.valid().with("bcd.js", "").renamed("bcd.js", "\u00e9cd.js")))
                .isEqualTo("The zip: The zip has a name that is not UTF-8 text; rename that file.");
    }

    @Test
    void readZipWhenNameIsTooLongThenError() {
        assertThat(ZippedApp.valid()
                        .with("n".repeat(ZipArchive.MAX_NAME_BYTES + 1), "")
                        .error())
                .isEqualTo("The zip: The zip has a name that is longer than 1,000 bytes.");
    }

    @Test
    void readZipWhenSymbolicLinkThenError() {
        byte[] zip = ZippedApp.valid().with("functions/a.js", "/etc/passwd").patched(ATTRIBUTES, 0xA1FF << 16);
        assertThat(ZippedApp.error(zip))
                .isEqualTo("functions/a.js: This is a symbolic link; links in a zip are not followed.");
    }

    @Test
    void readZipWhenFileOverFiveMegabytesThenErrorAndOneBesideAppNot() {
        byte[] large = new byte[AppFiles.MAX_FILE_BYTES + 1];
        assertThat(ZippedApp.valid().with("functions/a.js", large).error())
                .isEqualTo("functions/a.js: The file is larger than 5 MB.");
        assertThat(ZippedApp.valid()
                        .with("hosting/files/film.mp4", large)
                        .read()
                        .files())
                .containsExactly("root_config.json");
    }

    @Test
    void readZipWhenFilesTogetherOver64MegabytesThenError() {
        byte[] large = new byte[(int) AppFiles.MAX_TOTAL_BYTES / 2];
        ZippedApp app = ZippedApp.valid().with("a.bin", large).with("b.bin", large);
        assertThat(app.error()).isEqualTo("The zip: The files in the zip are larger than 64 MB.");
    }

    @Test
    void readZipWhenOver64MegabytesItselfThenError() {
        assertThat(ZippedApp.error(new byte[(int) AppFiles.MAX_TOTAL_BYTES + 1]))
                .isEqualTo("The zip: The zip is larger than 64 MB.");
    }

    @Test
    void readZipWhenOver5000FilesThenError() {
        ZippedApp app = ZippedApp.valid();
        for (int i = 0; i < AppFiles.MAX_ENTRIES; i++) {
            app.with("f" + i, "");
        }
        assertThat(app.error()).isEqualTo("The zip: The zip has more than 5,000 files.");
    }

    /** The size of a bomb is not what its directory says. */
    @Test
    void readZipWhenContentIsLargerThanItClaimsThenError() {
        byte[] zip = ZippedApp.valid()
                .with("functions/a.js", new byte[AppFiles.MAX_FILE_BYTES])
                .patched(SIZE, 10);
        assertThat(ZippedApp.error(zip)).isEqualTo("functions/a.js: The zip is damaged here.");
    }

    @ParameterizedTest
    @CsvSource({CRC + ", 1", PACKED_SIZE + ", 1", PACKED_SIZE + ", -1", OFFSET + ", 7", OFFSET + ", -1"})
    void readZipWhenDirectoryIsWrongThenError(int position, int value) {
        byte[] zip = ZippedApp.valid().with("functions/a.js", "exports = 1;").patched(position, value);
        assertThat(ZippedApp.error(zip)).isEqualTo("functions/a.js: The zip is damaged here.");
    }

    @Test
    void readZipWhenEncryptedThenError() {
        assertThat(ZippedApp.error(ZippedApp.valid().with("functions/a.js", "x").patched(FLAGS, 0x80001)))
                .isEqualTo("functions/a.js: The file is encrypted; make a zip without a password.");
    }

    @Test
    void readZipWhenUnusualMethodThenError() {
        assertThat(ZippedApp.error(ZippedApp.valid().with("functions/a.js", "x").patched(METHOD, 14)))
                .isEqualTo("functions/a.js: The file is packed with an unusual method; use deflate.");
    }

    /** Half an app is worse than none: every cut is noticed, also one between two files. */
    @Test
    void readZipWhenCutAnywhereThenError() {
        byte[] zip = ZippedApp.valid().with("functions/a.js", "exports = 1;").bytes();
        for (int length = 0; length < zip.length; length++) {
            assertThat(ZippedApp.error(Arrays.copyOf(zip, length)))
                    .isEqualTo("The zip: This is not a zip, or its end is missing.");
        }
    }

    /** Whatever one wrong byte does, it does not come out as another exception. */
    @Test
    void readZipWhenAnyByteIsChangedThenReadOrRefused() {
        byte[] zip = ZippedApp.valid().with("functions/a.js", "exports = 1;").bytes();
        for (int i = 0; i < zip.length; i++) {
            byte[] changed = zip.clone();
            changed[i] ^= (byte) 0xFF;
            assertThat(catchThrowable(() -> AppDirectory.readZip(new ByteArrayInputStream(changed))))
                    .as("byte " + i)
                    .matches(error -> error == null || error instanceof AppDirectoryException);
        }
    }
}
