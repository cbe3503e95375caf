package dev.appservices.testing;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunConsoleTest {
    private static final String START = "2026-11-24 01:22:29,258 ";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void seeWhenWarningOrErrorThenPrinted() {
        RunConsole console = console(false);

        console.see(START + "WARN  [org.keycloak.events] (executor-thread-1) type=\"LOGIN_ERROR\"");
        console.see(START + "ERROR [org.keycloak.services.error] (main) Uncaught server error");

        assertThat(text()).isEqualTo("""
                Keycloak warns: type="LOGIN_ERROR"
                Keycloak: Uncaught server error
                """);
    }

    @Test
    void seeWhenInformationOrStackTraceThenSilent() {
        RunConsole console = console(false);

        console.see(START + "INFO  [io.quarkus] (main) Profile dev activated. ");
        console.see(START + "INFO  [dev.appservices.migration.Deployment] (main) Deployed quickstart");
        console.see("\tat dev.appservices.Some.thing(Some.java:1)");

        assertThat(text()).isEmpty();
    }

    @Test
    void seeWhenWarningOfEveryDevelopmentServerThenSilent() {
        RunConsole console = console(false);

        console.see(START + "WARN  [org.keycloak.common.Profile] (main) Deprecated features twitter-broker:v1 enabled");

        assertThat(text()).isEmpty();
    }

    @Test
    void seeWhenDryRunThenWholeReportIsPrintedAndItsEndKnown() {
        RunConsole console = console(true);

        console.see(START + "INFO  [dev.appservices.migration.Deployment] (main) App quickstart:");
        console.see("  + provider anon-user");
        assertThat(console.dryRunEnd()).isNotDone();
        console.see(
                START
                        + "INFO  [dev.appservices.migration.Deployment] (main) Dry run, app a would be deployed: realm a is created");
        console.see("unrelated");

        assertThat(text()).isEqualTo("""
                App quickstart:
                  + provider anon-user
                Dry run, app a would be deployed: realm a is created
                """);
        assertThat(console.dryRunEnd()).isCompleted();
    }

    private RunConsole console(boolean dryRun) {
        return new RunConsole(new PrintStream(printed, true, StandardCharsets.UTF_8), dryRun);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
