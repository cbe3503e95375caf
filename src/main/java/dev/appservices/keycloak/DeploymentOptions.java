package dev.appservices.keycloak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.keycloak.Config;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.appservices.keycloak.DeploymentException.Reason;

/**
 * The server options {@code spi-realm-restapi-extension--app-services--…} that deploy exported apps at start.
 *
 * @param directories {@code deploy}: directories or zip files of exported apps, separated by commas
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

    /** Names of secrets with their texts, read anew, so that a deployment on a running server sees an edited file. */
    Map<String, String> secrets() {
        return secretsFile.map(DeploymentOptions::read).orElse(Map.of());
    }

    private static Map<String, String> read(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            return new ObjectMapper().readValue(reader, new TypeReference<Map<String, String>>() {});
        } catch (IOException e) {
            // The parser's own sentence may quote a secret.
            throw new DeploymentException(
                    Reason.INVALID, "The secrets file " + file + " is not a JSON object of names and texts");
        }
    }

    private static Optional<String> text(Config.Scope config, String name) {
        return Optional.ofNullable(config.get(name)).map(String::trim).filter(value -> !value.isEmpty());
    }
}
