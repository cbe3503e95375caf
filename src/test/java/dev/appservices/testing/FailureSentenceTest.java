package dev.appservices.testing;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailureSentenceTest {
    private static final String START = "2026-11-24 01:22:29,258 ";
    private static final String DEPLOYMENT = START
            + "ERROR [dev.appservices.keycloak.AppDeployer] (main) The app in orchard was not deployed: broken JSON";
    private static final String TITLE = START
            + "ERROR [org.keycloak.quarkus.runtime.cli.ExecutionExceptionHandler] (main) ERROR: Failed to start server";
    private static final String REASON = START
            + "ERROR [org.keycloak.quarkus.runtime.cli.ExecutionExceptionHandler] (main) ERROR: Unable to start database";
    private static final String HINT = START
            + "ERROR [org.keycloak.quarkus.runtime.cli.ExecutionExceptionHandler] (main)"
            + " For more details run the same command passing the '--verbose' option.";

    @Test
    void textWhenAppWasNotDeployedThenThatReason() {
        assertThat(after(DEPLOYMENT, TITLE, REASON, HINT))
                .isEqualTo("The app in orchard was not deployed: broken JSON");
    }

    @Test
    void textWhenKeycloakLoggedErrorsThenTheReason() {
        assertThat(after(TITLE, REASON, HINT, "\tat org.keycloak.Main.main(Main.java:1)"))
                .isEqualTo("Unable to start database");
    }

    @Test
    void textWhenNothingWasLoggedThenTheLastLine() {
        assertThat(after("Running the server in development mode.", "Unknown option: '--foo'", ""))
                .isEqualTo("Unknown option: '--foo'");
    }

    @Test
    void textWhenNothingWasPrintedThenSaysSo() {
        assertThat(after()).isEqualTo("it said nothing");
    }

    private static String after(String... lines) {
        FailureSentence failure = new FailureSentence();
        List.of(lines).forEach(failure::see);
        return failure.text();
    }
}
