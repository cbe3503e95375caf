package dev.appservices.keycloak;

import java.util.Optional;

import dev.appservices.migration.AppDirectory;

/**
 * What is to be deployed, and where.
 *
 * @param appId instead of the one that the directory names
 * @param realm to deploy into; empty: the one with the app's name, which is created if it is missing
 * @param dryRun only the plan is wanted
 * @param by who asks for it: the name of an administrator, or the server option
 */
public record DeploymentOrder(
        AppDirectory directory, Optional<String> appId, Optional<String> realm, boolean dryRun, String by) {
    /** {@link #by()} of what is deployed at start. */
    public static final String SERVER_OPTION = "server option";

    String realmName() {
        return realm.orElseGet(() -> directory.definition().name());
    }
}
