package dev.appservices.testing;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The extension's server options, as environment variables for Keycloak. Not as arguments: every user of a machine can
 * read those, and a connection string may have a password. The {@code KCRAW_} form keeps a {@code $} in a value.
 *
 * @param connectionString the users' MongoDB
 * @param deploy directory of an exported app to deploy at start
 * @param appId of that app, for a directory that does not name it
 * @param realm of that app; by default the app's name
 * @param secretsFile JSON, name of a secret to its text
 * @param dryRun whether the deployment is only reported
 */
public record ServerOptions(
        String connectionString,
        Path deploy,
        Optional<String> appId,
        Optional<String> realm,
        Optional<Path> secretsFile,
        boolean dryRun) {
    /** The variable of the apps to deploy, separated by commas. */
    static final String DEPLOY = name("realm-restapi-extension", "deploy");

    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(name("storage", "connection-string"), connectionString);
        variables.put(DEPLOY, absolute(deploy));
        appId.ifPresent(text -> variables.put(name("realm-restapi-extension", "app-id"), text));
        realm.ifPresent(text -> variables.put(name("realm-restapi-extension", "realm"), text));
        secretsFile.ifPresent(file -> variables.put(name("realm-restapi-extension", "secrets-file"), absolute(file)));
        if (dryRun) {
            variables.put(name("realm-restapi-extension", "dry-run"), "true");
        }
        return variables;
    }

    private static String name(String spi, String option) {
        String key = "spi-" + spi + "--app-services--" + option;
        return "KCRAW_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    /** Without the connection string, which may have a password. */
    @Override
    public String toString() {
        return "ServerOptions[connectionString=<hidden>, deploy=" + deploy + ", appId=" + appId + ", realm=" + realm
                + ", secretsFile=" + secretsFile + ", dryRun=" + dryRun + "]";
    }
}
