package dev.appservices.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class RunOptionsTest {
    @TempDir
    Path directory;

    private Path quickstart;

    @BeforeEach
    void makeQuickstart() throws IOException {
        quickstart = Files.createDirectories(directory.resolve("realm-config").resolve("quickstart"));
    }

    @Test
    void readWhenNothingIsAskedThenQuickstartOnPort8080() {
        RunOptions options = read();

        assertThat(options.app()).isEqualTo(quickstart);
        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.appId()).isEmpty();
        assertThat(options.realm()).isEmpty();
        assertThat(options.mongoUri()).isEmpty();
        assertThat(options.secrets()).isEmpty();
        assertThat(options.lan()).isFalse();
        assertThat(options.fresh()).isFalse();
        assertThat(options.dryRun()).isFalse();
    }

    @Test
    void readWhenAllIsAskedThenAllIsThere() throws IOException {
        Path app = Files.createDirectory(directory.resolve("orchard"));
        Path secrets = Files.writeString(directory.resolve("secrets.json"), "{\"mail-key\": \"s3cret\"}");

        RunOptions options = read(
                "app", "orchard",
                "appId", "orchard-abcde",
                "realm", "fruit",
                "port", "9090",
                "lan", "true",
                "fresh", "true",
                "mongodb.uri", "mongodb://db.example",
                "secrets", "secrets.json");

        assertThat(options.app()).isEqualTo(app);
        assertThat(options.appId()).contains("orchard-abcde");
        assertThat(options.realm()).contains("fruit");
        assertThat(options.port()).isEqualTo(9090);
        assertThat(options.lan()).isTrue();
        assertThat(options.fresh()).isTrue();
        assertThat(options.mongoUri()).contains("mongodb://db.example");
        assertThat(options.secrets()).contains(secrets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "true"})
    void readWhenSwitchHasNoValueThenOn(String value) {
        assertThat(read("fresh", value).fresh()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void readWhenValueIsWrongThenSentenceNamesTheProperty(String name, String value, String sentence) {
        assertFails(sentence, name, value);
    }

    static Stream<Arguments> wrongValues() {
        return Stream.of(
                arguments("port", "abc", "-Dport must be a number from 1 to 65535, not 'abc'."),
                arguments("port", "0", "-Dport must be a number from 1 to 65535, not '0'."),
                arguments("port", "65536", "-Dport must be a number from 1 to 65535, not '65536'."),
                arguments("port", "true", "-Dport needs a value: -Dport=..."),
                arguments("app", "", "-Dapp needs a value: -Dapp=..."),
                arguments("appId", "a/b", "-DappId must be letters, digits and '-', as in 'myapp-abcde', not 'a/b'."),
                arguments("realm", "a b", "-Drealm must be letters, digits, '_', '.' and '-', not 'a b'."),
                arguments("realm", "master", "-Drealm cannot be 'master', the realm of Keycloak's own administrators."),
                arguments("fresh", "no", "-Dfresh is a switch without a value, not 'no'."),
                arguments("dryRun", "yes", "-DdryRun is a switch without a value, not 'yes'."));
    }

    @Test
    void readWhenDryRunAndFreshThenSentence() {
        assertFails("-DdryRun changes nothing, so it does not go with -Dfresh.", "dryRun", "true", "fresh", "true");
    }

    @Test
    void readWhenDirectoryIsMissingThenSentenceWithItsFullPath() {
        assertFails(
                "-Dapp must name the directory or the zip of an exported app; there is no "
                        + directory.resolve("nowhere") + ".",
                "app",
                "nowhere");
    }

    @Test
    void readWhenSecretsFileIsMissingThenSentence() {
        assertFails(
                "-Dsecrets: the file " + directory.resolve("none.json") + " cannot be read.", "secrets", "none.json");
    }

    @Test
    void readWhenSecretsFileIsNoJsonThenSentenceWithoutItsText() throws IOException {
        Path file = Files.writeString(directory.resolve("secrets.json"), "{\n\"key\": s3cret\n}");

        assertFails("-Dsecrets: " + file + " is not JSON (line 2).", "secrets", "secrets.json");
    }

    @Test
    void readWhenSecretsFileIsAnArrayThenSentence() throws IOException {
        Path file = Files.writeString(directory.resolve("secrets.json"), "[]");

        assertFails(
                "-Dsecrets: " + file + " must be one JSON object, {\"name\": \"text\", ...}.",
                "secrets",
                "secrets.json");
    }

    @Test
    void readWhenSecretIsNoTextThenSentenceNamesIt() throws IOException {
        Path file = Files.writeString(directory.resolve("secrets.json"), "{\"pin\": 1234}");

        assertFails("-Dsecrets: the value of \"pin\" in " + file + " must be a text.", "secrets", "secrets.json");
    }

    @Test
    void toStringWhenConnectionStringHasPasswordThenHidden() {
        assertThat(read("mongodb.uri", "mongodb://me:s3cret@db.example").toString())
                .doesNotContain("s3cret")
                .contains("<hidden>");
    }

    private RunOptions read(String... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return RunOptions.read(properties, directory, directory);
    }

    private void assertFails(String sentence, String... namesAndValues) {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> read(namesAndValues))
                .withMessage(sentence);
    }
}
