package dev.appservices.migration;

import java.util.Optional;

/**
 * The collection whose document of a user becomes part of the user's tokens. Where {@code enabled} is true, database,
 * collection and field are there.
 *
 * @param serviceName the data source
 * @param userIdField the field that holds the user's ID
 * @param onUserCreationFunctionName a function that runs, and may refuse, when a user is made
 */
public record CustomUserDataDefinition(
        boolean enabled,
        Optional<String> serviceName,
        Optional<String> databaseName,
        Optional<String> collectionName,
        Optional<String> userIdField,
        Optional<String> onUserCreationFunctionName) {

    /** What an app without the file has. */
    static final CustomUserDataDefinition OFF = new CustomUserDataDefinition(
            false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
