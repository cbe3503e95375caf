package dev.appservices.migration;

import java.util.Optional;

/**
 * Something that runs by itself.
 *
 * @param type {@code AUTHENTICATION}, {@code DATABASE} or {@code SCHEDULED}
 * @param functionName the function that it runs; empty for one that sends to AWS
 */
public record TriggerDefinition(String name, String type, Optional<String> functionName, boolean disabled) {}
