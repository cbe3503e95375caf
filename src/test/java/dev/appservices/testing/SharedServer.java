package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.appservices.migration.AppDefinition;
import dev.appservices.migration.AppDirectory;

/**
 * The one Keycloak of a test run, with the quickstart app of {@code realm-config} deployed. It starts at the first use,
 * on empty data and a free port, and ends with the JVM. Tests share its users: each makes its own.
 *
 * <p>Users are kept in a stand-in for MongoDB in this JVM, or where {@code -Dmongo.uri} or the environment variable
 * {@code MONGO_URI} says.
 */
public final class SharedServer implements AppServer {
    /** App ID of an app that the server deploys from a zip at its start. */
    public static final String ZIPPED_APP = "zipped-fghij";

    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final String ADMIN = "admin";
    private static final String ADMIN_PASSWORD = "admin-of-the-tests";

    private static @Nullable SharedServer instance;
    private static @Nullable String failure;

    private final String baseUrl;
    private final String managementUrl;
    private final AppDefinition app;
    private final String connectionString;
    private final Path log;
    private final AdminApi admin;

    private SharedServer(String baseUrl, String managementUrl, AppDefinition app, String connectionString, Path log) {
        this.baseUrl = baseUrl;
        this.managementUrl = managementUrl;
        this.app = app;
        this.connectionString = connectionString;
        this.log = log;
        this.admin = new AdminApi(baseUrl, ADMIN, ADMIN_PASSWORD);
    }

    /** @throws LaunchException if it cannot be started, at each further call too */
    public static synchronized SharedServer get() {
        if (failure != null) {
            throw new LaunchException(failure);
        }
        if (instance == null) {
            try {
                instance = start();
            } catch (LaunchException e) {
                failure = e.getMessage();
                throw e;
            }
        }
        return instance;
    }

    @Override
    public String baseUrl() {
        return baseUrl;
    }

    /** Where health and metrics are, without a trailing slash. */
    public String managementUrl() {
        return managementUrl;
    }

    @Override
    public String appId() {
        return app.appId().orElseThrow();
    }

    @Override
    public String realm() {
        return app.name();
    }

    /** Where the users are. */
    public String connectionString() {
        return connectionString;
    }

    public Path log() {
        return log;
    }

    @Override
    public AdminApi admin() {
        return admin;
    }

    private static SharedServer start() {
        KeycloakHome home = new KeycloakHome(Path.of(property("keycloak.home")));
        home.install(Path.of(property("provider.jar")));
        Path directory = Path.of("realm-config", "quickstart").toAbsolutePath();
        AppDefinition app = AppDirectory.read(directory).definition();
        String connectionString = mongo();
        int port = Ports.free();
        int managementPort = Ports.free();
        Path log = logFile();
        KeycloakProcess keycloak = new KeycloakProcess(
                home,
                log,
                List.of(
                        "--db=dev-mem",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--health-enabled=true",
                        "--metrics-enabled=true",
                        "--http-management-host=127.0.0.1",
                        "--http-management-port=" + managementPort,
                        "--log-console-color=false",
                        "--log-level=info,org.mongodb.driver:warn"),
                environment(connectionString, directory),
                line -> {},
                jvmOptions());
        Runtime.getRuntime().addShutdownHook(new Thread(keycloak::stop, "stop-keycloak"));
        keycloak.start();
        String baseUrl = "http://localhost:" + port;
        SharedServer server =
                new SharedServer(baseUrl, "http://127.0.0.1:" + managementPort, app, connectionString, log);
        keycloak.awaitReady(URI.create(baseUrl + "/api/client/v2.0/app/" + server.appId() + "/location"), START_LIMIT);
        return server;
    }

    private static Map<String, String> environment(String connectionString, Path app) {
        ServerOptions options = new ServerOptions(
                connectionString, app, Optional.empty(), Optional.empty(), Optional.of(secrets()), false);
        Map<String, String> environment = new HashMap<>(options.environment());
        environment.computeIfPresent(ServerOptions.DEPLOY, (name, directory) -> directory + "," + zippedApp());
        environment.put("KC_SPI_STORAGE__APP_SERVICES__CLEANUP_INTERVAL_SECONDS", "2");
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN_PASSWORD);
        return environment;
    }

    /** The key with which tokens for the quickstart app are signed. */
    private static Path secrets() {
        Path file = Path.of("target", "secrets.json").toAbsolutePath();
        try {
            return Files.writeString(file, "{\"quickstartJwtKey\": \"a-secret-of-at-least-thirty-two-characters\"}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A second app, as a zip; its realm is {@code zipped}, its App ID {@link #ZIPPED_APP}. */
    private static Path zippedApp() {
        Path zip = Path.of("target", "zipped-app.zip").toAbsolutePath();
        try {
            return Files.write(zip, ExportedApp.of(ZIPPED_APP).bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Options for the server's JVM, separated by spaces, such as those of a benchmark. */
    private static List<String> jvmOptions() {
        String given = System.getProperty("keycloak.jvm.options", "");
        return given.isBlank() ? List.of() : List.of(given.trim().split(" +", -1));
    }

    private static String mongo() {
        String given = System.getProperty("mongo.uri", System.getenv().getOrDefault("MONGO_URI", ""));
        return given.isEmpty() ? EmbeddedMongo.withChangeStreams().connectionString() : given;
    }

    private static Path logFile() {
        Path log = Path.of("target", "keycloak.log").toAbsolutePath();
        try {
            Files.createDirectories(Objects.requireNonNull(log.getParent()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return log;
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new LaunchException(
                    "The system property " + name + " is set by 'mvn verify'; set it to run this alone.");
        }
        return value;
    }
}
