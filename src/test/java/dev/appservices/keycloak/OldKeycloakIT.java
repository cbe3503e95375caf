package dev.appservices.keycloak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.appservices.testing.KeycloakHome;
import dev.appservices.testing.KeycloakProcess;
import dev.appservices.testing.Ports;

import static org.assertj.core.api.Assertions.assertThat;

/** A Keycloak with a known hole does not start with the extension in it, and says why. */
class OldKeycloakIT {
    private static final int START_LIMIT_SECONDS = 300;

    @TempDir
    Path directory;

    @Test
    void startOnOldKeycloakEndsWithOurSentence() throws IOException {
        KeycloakHome home = new KeycloakHome(Path.of(System.getProperty("keycloak.refused.home")));
        home.install(Path.of(System.getProperty("provider.jar")));
        Path log = directory.resolve("keycloak.log");
        int code;
        try (KeycloakProcess keycloak = new KeycloakProcess(home, log, options(), Map.of(), line -> {})) {
            keycloak.start();
            code = keycloak.exit()
                    .orTimeout(START_LIMIT_SECONDS, TimeUnit.SECONDS)
                    .join();
        }

        String text = Files.readString(log);
        assertThat(code).as(text).isNotZero();
        assertThat(text)
                .contains("keycloak-app-services needs Keycloak 26.7.2 or newer; this is 26.7.0, which lets"
                        + " unauthenticated attackers take accounts over. Upgrade Keycloak, or remove the jar.")
                .doesNotContain("LinkageError", "NoSuchMethodError", "NoSuchFieldError", "NoClassDefFoundError")
                .doesNotContain("ClassNotFoundException", "AbstractMethodError", "IncompatibleClassChangeError");
    }

    private static List<String> options() {
        return List.of(
                "--db=dev-mem", "--http-host=127.0.0.1", "--http-port=" + Ports.free(), "--log-console-color=false");
    }
}
