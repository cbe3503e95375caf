package dev.appservices.migration;

/**
 * Something that runs by itself.
 *
 * @param type {@code AUTHENTICATION}, {@code DATABASE} or {@code SCHEDULED}
 */
public record TriggerDefinition(String name, String type, boolean disabled) {}
