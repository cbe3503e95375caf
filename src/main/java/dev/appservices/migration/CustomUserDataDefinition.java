package dev.appservices.migration;

import java.util.Optional;

/**
 * The collection whose document of a user becomes part of the user's tokens. Where {@code enabled} is true, database,
 * collection and field are there.
 *
 * @param described whether the app has a file that speaks of it
 * @param serviceName the data source
 * @param userIdField the field that holds the user's ID
 * @param onUserCreationFunctionName a function that runs, and may refuse, when a user is made
 */
public record CustomUserDataDefinition(
        boolean described,
        boolean enabled,
        Optional<String> serviceName,
        Optional<String> databaseName,
        Optional<String> collectionName,
        Optional<String> userIdField,
        Optional<String> onUserCreationFunctionName) {

    /** What an app without the file has. */
    static final CustomUserDataDefinition OFF = new CustomUserDataDefinition(
            false, false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
