package dev.appservices.migration;

import java.util.Optional;

/**
 * A URL of the app that runs a function.
 *
 * @param httpMethod one method, or {@code *}
 */
public record EndpointDefinition(String route, String httpMethod, Optional<String> functionName, boolean disabled) {}
