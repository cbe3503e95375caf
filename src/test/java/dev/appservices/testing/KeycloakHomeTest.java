package dev.appservices.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KeycloakHomeTest {
    private static final FileTime EARLIER = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    Path directory;

    private Path home;
    private Path jar;

    @BeforeEach
    void makeHome() throws IOException {
        home = directory.resolve("keycloak");
        Files.createDirectories(home.resolve("lib"));
        Files.createFile(home.resolve("lib").resolve("quarkus-run.jar"));
        Files.createDirectories(home.resolve("providers"));
        Files.createDirectories(build().getParent());
        Files.writeString(build(), "original");
        jar = Files.writeString(directory.resolve("extension-1.0.jar"), "one");
    }

    @Test
    void installWhenContentIsTheSameThenFileKeepsItsTime() throws IOException {
        KeycloakHome keycloak = new KeycloakHome(home);
        assertThat(keycloak.install(jar)).isTrue();
        Files.setLastModifiedTime(installed(), EARLIER);

        assertThat(keycloak.install(jar)).isFalse();

        assertThat(Files.getLastModifiedTime(installed())).isEqualTo(EARLIER);
    }

    @Test
    void installWhenContentDiffersThenReplaced() throws IOException {
        KeycloakHome keycloak = new KeycloakHome(home);
        keycloak.install(jar);
        Files.writeString(jar, "two");

        assertThat(keycloak.install(jar)).isTrue();

        assertThat(installed()).hasContent("two");
    }

    @Test
    void installWhenAnotherJarIsThereThenItGoes() throws IOException {
        Path stale = Files.writeString(home.resolve("providers").resolve("extension-0.9.jar"), "old");

        new KeycloakHome(home).install(jar);

        assertThat(stale).doesNotExist();
    }

    @Test
    void installWhenNothingWasBuiltThenSentence() {
        KeycloakHome keycloak = new KeycloakHome(home);

        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> keycloak.install(directory.resolve("none.jar")))
                .withMessageStartingWith("The extension has not been built: there is no ");
    }

    @Test
    void repairWhenRebuildWasInterruptedThenBuildIsTheOriginal() throws IOException {
        KeycloakHome keycloak = new KeycloakHome(home);
        keycloak.repair();
        keycloak.rebuildBegins();
        Files.writeString(build(), "half");

        new KeycloakHome(home).repair();

        assertThat(build()).hasContent("original");
    }

    @Test
    void repairWhenRebuildEndedThenBuildStays() throws IOException {
        KeycloakHome keycloak = new KeycloakHome(home);
        keycloak.repair();
        keycloak.rebuildBegins();
        Files.writeString(build(), "rebuilt");
        keycloak.rebuildEnded();

        new KeycloakHome(home).repair();

        assertThat(build()).hasContent("rebuilt");
    }

    @Test
    void stockWhenHomeWasUsedThenOnlyTheDistribution() throws IOException {
        KeycloakHome keycloak = usedHome();

        Path copy = keycloak.stock(directory.resolve("copy")).path();

        assertThat(copy.resolve("lib/quarkus/quarkus-application.dat")).hasContent("original");
        assertThat(copy.resolve("providers")).isEmptyDirectory();
        assertThat(copy.resolve("data")).doesNotExist();
        assertThat(copy.resolve("bin/kc.sh")).isExecutable();
        assertThat(installed()).exists();
        assertThat(build()).hasContent("rebuilt");
    }

    @Test
    void nodeWhenHomeWasUsedThenSameBuildAndNoData() throws IOException {
        KeycloakHome keycloak = usedHome();
        Files.setLastModifiedTime(installed(), EARLIER);

        Path copy = keycloak.node(directory.resolve("copy")).path();

        assertThat(copy.resolve("lib/quarkus/quarkus-application.dat")).hasContent("rebuilt");
        assertThat(Files.getLastModifiedTime(copy.resolve("providers/keycloak-app-services.jar")))
                .isEqualTo(EARLIER);
        assertThat(copy.resolve("data")).doesNotExist();
        Files.writeString(copy.resolve("lib/quarkus/quarkus-application.dat"), "its own");
        assertThat(build()).hasContent("rebuilt");
    }

    private KeycloakHome usedHome() throws IOException {
        for (String folder : List.of("lib/lib/main", "lib/app", "bin", "conf", "themes", "data")) {
            Files.createDirectories(home.resolve(folder));
        }
        Files.writeString(home.resolve("bin/kc.sh"), "#!/bin/sh");
        Files.writeString(home.resolve("data/users"), "secret");
        KeycloakHome keycloak = new KeycloakHome(home);
        keycloak.repair();
        keycloak.install(jar);
        Files.writeString(build(), "rebuilt");
        return keycloak;
    }

    @Test
    void newWhenDirectoryIsNoDistributionThenSentence() {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> new KeycloakHome(directory))
                .withMessage("There is no Keycloak in " + directory.toAbsolutePath() + ".");
    }

    private Path build() {
        return home.resolve("lib").resolve("quarkus").resolve("quarkus-application.dat");
    }

    private Path installed() {
        return home.resolve("providers").resolve("keycloak-app-services.jar");
    }
}
