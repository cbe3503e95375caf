package dev.appservices.testing;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How the launcher runs Keycloak.
 *
 * @param mongo connection string of the users' MongoDB
 * @param appId what clients name
 */
record RunServer(RunOptions options, RunDirectory directory, String mongo, String appId) {
    static final String ADMIN = "admin";

    KeycloakProcess process(KeycloakHome home, Consumer<String> listener) {
        return new KeycloakProcess(home, directory.log(), arguments(), environment(), listener);
    }

    String baseUrl() {
        return "http://localhost:" + options.port();
    }

    /** It answers as soon as the app is deployed. */
    URI ready() {
        return URI.create(baseUrl() + "/api/client/v2.0/app/" + appId + "/location");
    }

    private List<String> arguments() {
        return List.of(
                "--http-host=" + (options.lan() ? "0.0.0.0" : "127.0.0.1"),
                "--http-port=" + options.port(),
                "--db-url=jdbc:h2:file:" + directory.keycloakDatabase() + ";NON_KEYWORDS=VALUE;DB_CLOSE_ON_EXIT=FALSE",
                "--log-console-color=false",
                "--log-level=info,org.mongodb.driver:warn");
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", directory.adminPassword());
        ServerOptions server = new ServerOptions(
                mongo, options.app(), Optional.of(appId), options.realm(), options.secrets(), options.dryRun());
        environment.putAll(server.environment());
        return environment;
    }

    /** Without the connection string, which may have a password. */
    @Override
    public String toString() {
        return "RunServer[options=" + options + ", mongo=<hidden>, appId=" + appId + "]";
    }
}
