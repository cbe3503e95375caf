package dev.appservices.migration;

import java.util.Optional;

/**
 * A URL of the app that runs a function.
 *
 * @param route of an old webhook, what follows the App ID in its URL
 * @param httpMethod one method, or {@code *}
 * @param source the file of an old webhook's own function
 */
public record EndpointDefinition(
        String route, String httpMethod, Optional<String> functionName, Optional<String> source, boolean disabled) {}
