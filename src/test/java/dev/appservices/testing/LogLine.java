package dev.appservices.testing;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** First line of an entry in Keycloak's log; the lines of a stack trace are none. */
public record LogLine(String level, String category, String message) {
    private static final Pattern FORMAT = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} (?<level>[A-Z]+) +\\[(?<category>[^]]+)] \\([^)]*\\) (?<message>.*)");

    /** Reads a line of the default console format. */
    public static Optional<LogLine> parse(String line) {
        Matcher matcher = FORMAT.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new LogLine(matcher.group("level"), matcher.group("category"), matcher.group("message")));
    }

    public boolean isError() {
        return level.equals("ERROR") || level.equals("FATAL");
    }

    public boolean isWarning() {
        return level.equals("WARN");
    }

    /** Whether the extension says that it did not deploy an app; the server itself goes on. */
    public boolean isDeploymentFailure() {
        return isError() && isOurs() && message.contains(" was not deployed: ");
    }

    /** Whether the extension wrote it, and not Keycloak. */
    public boolean isOurs() {
        return category.startsWith("dev.appservices.");
    }
}
