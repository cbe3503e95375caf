package dev.appservices.testing;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Says on the console what happens: few lines of progress, and warnings and errors of the server. */
final class RunConsole {
    /** The extension's last entry in a dry run begins so. */
    static final String DRY_RUN_END = "Dry run, app ";

    /** What every development server of Keycloak warns of, and nobody can do anything about. */
    private static final List<String> USUAL = List.of(
            "Deprecated features ",
            "KC-SERVICES0047",
            "The following used run time options are UNAVAILABLE",
            "Running the server in development mode");

    private final PrintStream out;
    private final boolean dryRun;
    private final CompletableFuture<Void> dryRunEnd = new CompletableFuture<>();
    private boolean inReport;

    RunConsole(PrintStream out, boolean dryRun) {
        this.out = out;
        this.dryRun = dryRun;
    }

    void say(String sentence) {
        out.println(sentence);
        out.flush();
    }

    /** Gets every line of the server's log. */
    void see(String line) {
        Optional<LogLine> entry = LogLine.parse(line);
        if (entry.isPresent()) {
            see(entry.get());
        } else if (line.startsWith(KeycloakProcess.REBUILDING)) {
            say("Keycloak takes the extension in; it does so only when the extension has changed.");
        } else if (inReport) {
            say(line);
        }
    }

    /** Completes when the extension has reported what it would do. */
    CompletableFuture<Void> dryRunEnd() {
        return dryRunEnd;
    }

    private void see(LogLine entry) {
        boolean end = entry.isOurs() && entry.message().startsWith(DRY_RUN_END);
        boolean report = dryRun && entry.isOurs();
        inReport = report && !end;
        if (entry.isError()) {
            say("Keycloak: " + entry.message());
        } else if (entry.isWarning()) {
            if (USUAL.stream().noneMatch(entry.message()::startsWith)) {
                say("Keycloak warns: " + entry.message());
            }
        } else if (report) {
            say(entry.message());
        }
        if (end) {
            dryRunEnd.complete(null);
        }
    }
}
