package dev.appservices.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What {@code mvn -Prun} was asked for by system properties.
 *
 * @param app {@code -Dapp}: the exported app, a directory or a zip; {@code realm-config/quickstart} by default
 * @param appId {@code -DappId}: the ID that clients use; by default the one the app itself names
 * @param realm {@code -Drealm}: name of the realm; by default the app's name
 * @param port {@code -Dport}: 8080 by default
 * @param lan {@code -Dlan}: listen on all addresses of this machine, for telephones; by default on the loopback one
 * @param fresh {@code -Dfresh}: forget all users, realms and settings of earlier runs
 * @param mongoUri {@code -Dmongodb.uri}: a MongoDB server instead of the stand-in
 * @param secrets {@code -Dsecrets}: a JSON file, name of a secret to its text
 * @param dryRun {@code -DdryRun}: report what the app would change, and end
 */
record RunOptions(
        Path app,
        Optional<String> appId,
        Optional<String> realm,
        int port,
        boolean lan,
        boolean fresh,
        Optional<String> mongoUri,
        Optional<Path> secrets,
        boolean dryRun) {

    private static final int DEFAULT_PORT = 8080;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * Reads and checks the properties.
     *
     * @param project the checkout, which has the default app
     * @param directory what relative paths in the properties start from
     * @throws LaunchException with a sentence that names the property
     */
    static RunOptions read(Properties properties, Path project, Path directory) {
        boolean fresh = flag(properties, "fresh");
        boolean dryRun = flag(properties, "dryRun");
        if (fresh && dryRun) {
            throw new LaunchException("-DdryRun changes nothing, so it does not go with -Dfresh.");
        }
        return new RunOptions(
                app(text(properties, "app"), project, directory),
                text(properties, "appId").map(RunOptions::appId),
                text(properties, "realm").map(RunOptions::realm),
                text(properties, "port").map(RunOptions::port).orElse(DEFAULT_PORT),
                flag(properties, "lan"),
                fresh,
                text(properties, "mongodb.uri"),
                text(properties, "secrets").map(name -> secrets(name, directory)),
                dryRun);
    }

    private static Optional<String> text(Properties properties, String name) {
        Optional<String> text = Optional.ofNullable(properties.getProperty(name));
        // Maven gives "true" to a property without a value.
        if (text.isPresent() && (text.get().isBlank() || text.get().equals("true"))) {
            throw new LaunchException("-D" + name + " needs a value: -D" + name + "=...");
        }
        return text;
    }

    private static boolean flag(Properties properties, String name) {
        String text = properties.getProperty(name, "false");
        return switch (text) {
            case "", "true" -> true;
            case "false" -> false;
            default -> throw new LaunchException("-D" + name + " is a switch without a value, not '" + text + "'.");
        };
    }

    private static Path app(Optional<String> name, Path project, Path directory) {
        Path app = name.map(text -> path("app", text, directory))
                .orElse(project.resolve("realm-config").resolve("quickstart"));
        if (!Files.exists(app)) {
            throw new LaunchException("-Dapp must name the directory or the zip of an exported app; there is no "
                    + app.toAbsolutePath().normalize() + ".");
        }
        return app.toAbsolutePath().normalize();
    }

    private static Path path(String property, String text, Path directory) {
        try {
            return directory.resolve(text);
        } catch (InvalidPathException e) {
            throw new LaunchException("-D" + property + " must name a file, not '" + text + "'.", e);
        }
    }

    private static String appId(String text) {
        if (!text.matches("[A-Za-z0-9_.-]+")) {
            throw new LaunchException(
                    "-DappId must be letters, digits and '-', as in 'myapp-abcde', not '" + text + "'.");
        }
        return text;
    }

    private static String realm(String text) {
        if (text.equals("master")) {
            throw new LaunchException("-Drealm cannot be 'master', the realm of Keycloak's own administrators.");
        }
        if (!text.matches("[A-Za-z0-9_.-]+")) {
            throw new LaunchException("-Drealm must be letters, digits, '_', '.' and '-', not '" + text + "'.");
        }
        return text;
    }

    private static int port(String text) {
        if (text.matches("\\d{1,5}")) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        }
        throw new LaunchException("-Dport must be a number from 1 to 65535, not '" + text + "'.");
    }

    /** Checks the file without keeping its texts: the server reads it itself. */
    private static Path secrets(String name, Path directory) {
        Path file = path("secrets", name, directory).toAbsolutePath().normalize();
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            // Only the place: the parser's message quotes the text around it.
            throw new LaunchException("-Dsecrets: " + file + " is not JSON (line "
                    + e.getLocation().getLineNr() + ").");
        } catch (IOException e) {
            throw new LaunchException("-Dsecrets: the file " + file + " cannot be read.", e);
        }
        if (!root.isObject()) {
            throw new LaunchException("-Dsecrets: " + file + " must be one JSON object, {\"name\": \"text\", ...}.");
        }
        root.properties().forEach(entry -> {
            if (!entry.getValue().isTextual()) {
                throw new LaunchException(
                        "-Dsecrets: the value of \"" + entry.getKey() + "\" in " + file + " must be a text.");
            }
        });
        return file;
    }

    /** Without the connection string, which may have a password. */
    @Override
    public String toString() {
        return "RunOptions[app=" + app + ", appId=" + appId + ", realm=" + realm + ", port=" + port + ", lan=" + lan
                + ", fresh=" + fresh + ", mongoUri=" + mongoUri.map(uri -> "<hidden>") + ", secrets=" + secrets
                + ", dryRun=" + dryRun + "]";
    }
}
