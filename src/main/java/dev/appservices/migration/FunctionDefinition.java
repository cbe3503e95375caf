package dev.appservices.migration;

import java.util.Optional;

/**
 * A function of the app. One that has a source but no entry in {@code functions/config.json} is public and runs as its
 * caller.
 *
 * @param name with {@code /} for folders
 * @param isPrivate not callable by clients, only by other parts of the app
 * @param runAsSystem rules do not apply to it
 * @param source the file with the function's text; empty for an entry without one
 */
public record FunctionDefinition(String name, boolean isPrivate, boolean runAsSystem, Optional<String> source) {
    public boolean sourcePresent() {
        return source.isPresent();
    }
}
