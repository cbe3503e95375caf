package dev.appservices.keycloak;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.keycloak.Config;

/**
 * The server options {@code spi-realm-restapi-extension--app-services--…} that deploy exported apps at start.
 *
 * @param directories {@code deploy}: directories of exported apps, separated by commas
 * @param appId {@code app-id}: the App ID of a directory that names none; with one directory only
 * @param realm {@code realm}: the realm of the app; by default the app's name; with one directory only
 * @param secretsFile {@code secrets-file}: JSON, name of a secret to its text
 * @param dryRun {@code dry-run}: report what would be done, and do nothing
 */
public record DeploymentOptions(
        List<Path> directories,
        Optional<String> appId,
        Optional<String> realm,
        Optional<Path> secretsFile,
        boolean dryRun) {
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    public static DeploymentOptions from(Config.Scope config) {
        List<Path> directories = text(config, "deploy")
                .map(list -> COMMA.splitAsStream(list)
                        .filter(name -> !name.isEmpty())
                        .map(Path::of)
                        .toList())
                .orElse(List.of());
        DeploymentOptions options = new DeploymentOptions(
                directories,
                text(config, "app-id"),
                text(config, "realm"),
                text(config, "secrets-file").map(Path::of),
                Boolean.TRUE.equals(config.getBoolean("dry-run", false)));
        if (directories.size() > 1 && (options.appId.isPresent() || options.realm.isPresent())) {
            throw new IllegalStateException(
                    "The options app-id and realm can only be used with one directory to deploy");
        }
        return options;
    }

    private static Optional<String> text(Config.Scope config, String name) {
        return Optional.ofNullable(config.get(name)).map(String::trim).filter(value -> !value.isEmpty());
    }
}
