package dev.appservices.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.LogManager;

import dev.appservices.migration.AppDefinition;
import dev.appservices.migration.AppDirectory;
import dev.appservices.migration.AppDirectoryException;

/**
 * The launcher behind {@code mvn -Prun}: a stand-in for MongoDB, a Keycloak with the extension, and the app deployed in
 * it. It runs in Maven's own JVM, where {@code System.exit} ends Maven without a stack trace.
 */
public final class Run {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private final RunOptions options;
    private final RunDirectory directory;
    private final RunConsole console;
    private final Deque<Runnable> running = new ArrayDeque<>();
    private final AtomicBoolean stopping = new AtomicBoolean();

    private Run(RunOptions options, RunDirectory directory, RunConsole console) {
        this.options = options;
        this.directory = directory;
        this.console = console;
    }

    /** Takes the checkout, the unpacked distribution, and the extension's jar. */
    public static void main(String[] arguments) {
        quiet();
        int code = 1;
        try {
            Path project = Path.of(arguments[0]);
            RunOptions options = RunOptions.read(System.getProperties(), project, Path.of(""));
            AppDefinition app = app(options);
            RunDirectory directory = RunDirectory.open(project.resolve(".run"));
            Run run = new Run(options, directory, new RunConsole(System.out, options.dryRun()));
            Runtime.getRuntime().addShutdownHook(new Thread(run::stop, "stop"));
            code = run.startUnlessStopped(new KeycloakHome(Path.of(arguments[1])), Path.of(arguments[2]), app);
        } catch (LaunchException e) {
            System.out.flush();
            System.err.println(e.getMessage());
            System.err.flush();
        }
        System.exit(code);
    }

    private static AppDefinition app(RunOptions options) {
        try {
            return AppDirectory.read(options.app()).definition();
        } catch (AppDirectoryException e) {
            throw new LaunchException("The app in " + options.app() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The stand-in and the driver log through java.util.logging, as in tests; Maven's JVM would print all of it. */
    private static void quiet() {
        try (InputStream configuration = Run.class.getResourceAsStream("/logging.properties")) {
            LogManager.getLogManager().readConfiguration(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int startUnlessStopped(KeycloakHome home, Path providerJar, AppDefinition app) {
        try {
            return start(home, providerJar, app);
        } catch (LaunchException e) {
            if (stopping.get()) {
                return 0;
            }
            throw e;
        }
    }

    private int start(KeycloakHome home, Path providerJar, AppDefinition app) {
        String appId = options.appId()
                .or(app::appId)
                .orElseThrow(() -> new LaunchException("The app in " + options.app()
                        + " does not name its App ID; give the one that its clients use with -DappId=..."));
        home.stopLeftOver();
        if (Ports.taken(options.port())) {
            throw new LaunchException(
                    "Port " + options.port() + " is taken by another program; choose another one with -Dport=...");
        }
        Optional<RunningMongo> own = options.mongoUri().map(RunningMongo::at);
        own.ifPresent(RunningMongo::requireAnswer);
        if (options.fresh()) {
            directory.empty();
        }
        String mongo = options.mongoUri().orElseGet(this::startStandIn);
        home.install(providerJar);
        console.say("Starting Keycloak for the app in " + options.app() + " ...");
        KeycloakProcess keycloak =
                new KeycloakProcess(home, directory.log(), keycloakOptions(), environment(mongo, appId), console::see);
        whenStopping(keycloak::stop);
        keycloak.start();
        if (options.dryRun()) {
            keycloak.await(console.dryRunEnd(), START_LIMIT);
            return 0;
        }
        String baseUrl = "http://localhost:" + options.port();
        keycloak.awaitReady(URI.create(baseUrl + "/api/client/v2.0/app/" + appId + "/location"), START_LIMIT);
        String realm = options.realm().orElse(app.name());
        console.say(new ClosingBox(
                        baseUrl,
                        appId,
                        realm,
                        app.provider("anon-user")
                                .filter(provider -> !provider.disabled())
                                .isPresent(),
                        directory.adminPassword(),
                        own.map(server -> "MongoDB at " + server.hosts()).orElse("a stand-in for MongoDB, " + mongo),
                        directory.data(),
                        directory.log())
                .text());
        int code = keycloak.exit().join();
        throw new LaunchException("Keycloak ended with code " + code + "; see " + directory.log() + ".");
    }

    private String startStandIn() {
        EmbeddedMongo standIn = EmbeddedMongo.inFile(directory.mongoFile());
        whenStopping(standIn::close);
        return standIn.connectionString();
    }

    private List<String> keycloakOptions() {
        return List.of(
                "--http-host=127.0.0.1",
                "--http-port=" + options.port(),
                "--db-url=jdbc:h2:file:" + directory.keycloakDatabase() + ";NON_KEYWORDS=VALUE;DB_CLOSE_ON_EXIT=FALSE",
                "--log-console-color=false",
                "--log-level=info,org.mongodb.driver:warn");
    }

    private Map<String, String> environment(String mongo, String appId) {
        Map<String, String> environment = new HashMap<>();
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", directory.adminPassword());
        ServerOptions server = new ServerOptions(
                mongo, options.app(), Optional.of(appId), options.realm(), options.secrets(), options.dryRun());
        environment.putAll(server.environment());
        return environment;
    }

    private synchronized void whenStopping(Runnable action) {
        running.push(action);
    }

    /** The last started is stopped first: a server may still need its database. */
    private synchronized void stop() {
        stopping.set(true);
        if (!running.isEmpty()) {
            console.say("Stopping ...");
        }
        running.forEach(Runnable::run);
        directory.close();
    }
}
