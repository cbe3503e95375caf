package dev.appservices.testing;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Picks the line of a failed start that tells the reason: an error of the extension first, then the last thing Keycloak
 * said as an error, then its last line at all.
 */
final class FailureSentence {
    private @Nullable String ofExtension;
    private @Nullable String ofKeycloak;
    private @Nullable String last;

    synchronized void see(String line) {
        if (line.isBlank()) {
            return;
        }
        Optional<LogLine> entry = LogLine.parse(line).filter(LogLine::isError);
        if (entry.isPresent()) {
            see(entry.get());
        } else if (entry.isEmpty() && !line.startsWith("\tat ")) {
            last = line.strip();
        }
    }

    private void see(LogLine error) {
        String message = error.message().replaceFirst("^ERROR: ", "");
        if (error.isOurs()) {
            ofExtension = ofExtension == null ? message : ofExtension;
        } else if (!message.startsWith("For more details run the same command")) {
            ofKeycloak = message;
        }
    }

    synchronized Optional<String> ofExtension() {
        return Optional.ofNullable(ofExtension);
    }

    synchronized String text() {
        if (ofExtension != null) {
            return ofExtension;
        }
        if (ofKeycloak != null) {
            return ofKeycloak;
        }
        return last == null ? "it said nothing" : last;
    }
}
