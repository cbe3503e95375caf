package dev.appservices.migration;

/**
 * A function of the app. One that has a source but no entry in {@code functions/config.json} is public and runs as its
 * caller.
 *
 * @param name with {@code /} for folders
 * @param isPrivate not callable by clients, only by other parts of the app
 * @param runAsSystem rules do not apply to it
 * @param sourcePresent false for an entry without a file
 */
public record FunctionDefinition(String name, boolean isPrivate, boolean runAsSystem, boolean sourcePresent) {}
