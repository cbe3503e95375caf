package dev.appservices.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RunDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void openWhenAnotherLauncherHasItThenSentence() {
        try (RunDirectory first = RunDirectory.open(directory)) {
            assertThat(first.data()).isDirectory();
            assertThatExceptionOfType(LaunchException.class)
                    .isThrownBy(() -> RunDirectory.open(directory))
                    .withMessage("Another mvn -Prun is running in this checkout; stop it first.");
        }
    }

    @Test
    void adminPasswordWhenOpenedAgainThenTheSame() {
        String password;
        try (RunDirectory first = RunDirectory.open(directory)) {
            password = first.adminPassword();
        }

        try (RunDirectory second = RunDirectory.open(directory)) {
            assertThat(password).hasSize(16).isEqualTo(second.adminPassword());
        }
    }

    @Test
    void emptyDeletesDataAndPassword() throws IOException {
        try (RunDirectory run = RunDirectory.open(directory)) {
            String password = run.adminPassword();
            Path file = Files.createDirectories(run.data().resolve("keycloak")).resolve("keycloakdb.mv.db");
            Files.createFile(file);

            run.empty();

            assertThat(file).doesNotExist();
            assertThat(run.adminPassword()).isNotEqualTo(password);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has access control lists instead")
    void dataAndPasswordAreReadableByTheirOwnerOnly() throws IOException {
        try (RunDirectory run = RunDirectory.open(directory)) {
            run.adminPassword();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.data())))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(run.data().resolve("admin-password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void mailPortWhenRememberedThenKnownUntilEmptied() {
        try (RunDirectory run = RunDirectory.open(directory)) {
            assertThat(run.mailPort()).isEmpty();

            run.rememberMailPort(1026);
            assertThat(run.mailPort()).hasValue(1026);

            run.empty();
            assertThat(run.mailPort()).isEmpty();
        }
    }
}
