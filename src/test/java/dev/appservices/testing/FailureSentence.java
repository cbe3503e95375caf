package dev.appservices.testing;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Picks the line of a failed start that tells the reason: an app that was not deployed first, then the last thing Keycloak
 * said as an error, then the last line that is no entry of its log.
 */
final class FailureSentence {
    private @Nullable String ofDeployment;
    private @Nullable String ofKeycloak;
    private @Nullable String last;

    synchronized void see(String line) {
        if (line.isBlank()) {
            return;
        }
        Optional<LogLine> entry = LogLine.parse(line);
        if (entry.isEmpty()) {
            last = line.startsWith("\tat ") ? last : line.strip();
        } else if (entry.get().isError()) {
            see(entry.get());
        }
    }

    private void see(LogLine error) {
        String message = error.message().replaceFirst("^ERROR: ", "");
        if (error.isDeploymentFailure()) {
            ofDeployment = ofDeployment == null ? message : ofDeployment;
        } else if (!message.startsWith("For more details run the same command")) {
            ofKeycloak = message;
        }
    }

    synchronized Optional<String> ofDeployment() {
        return Optional.ofNullable(ofDeployment);
    }

    synchronized String text() {
        if (ofDeployment != null) {
            return ofDeployment;
        }
        if (ofKeycloak != null) {
            return ofKeycloak;
        }
        return last == null ? "it said nothing" : last;
    }
}
