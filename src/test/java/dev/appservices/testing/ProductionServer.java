package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.appservices.migration.AppDefinition;
import dev.appservices.migration.AppDirectory;

/**
 * A Keycloak in production mode on PostgreSQL, started by the command of the README, with the quickstart app of {@code
 * realm-config} deployed. It takes free ports, and the environment brings only what tells nodes of one machine apart.
 */
public final class ProductionServer implements AppServer, AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final String ADMIN = "admin";
    private static final String ADMIN_PASSWORD = "admin-of-the-tests";
    private static final Path APP = Path.of("realm-config", "quickstart").toAbsolutePath();

    private final KeycloakHome home;
    private final Path log;
    private final String command;
    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private final int clusterPort = Ports.free();
    private final AppDefinition app = AppDirectory.read(APP).definition();
    private final AdminApi admin = new AdminApi(baseUrl(), ADMIN, ADMIN_PASSWORD);
    private @Nullable Process process;

    /**
     * @param name of its home and its log in {@code target/}
     * @param publicUrl by which clients know it
     * @param database in the PostgreSQL of the tests
     */
    public ProductionServer(String name, String publicUrl, String database, String mongo) {
        this.home = ProductionHome.node(name);
        this.log = Path.of("target", name + ".log").toAbsolutePath();
        this.command = command(home, publicUrl, database, mongo);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-" + name));
    }

    private static String command(KeycloakHome home, String publicUrl, String database, String mongo) {
        PostgresServer postgres = PostgresServer.get();
        Map<String, String> own = new LinkedHashMap<>();
        own.put("/opt/keycloak", "exec " + home.path());
        own.put("https://apps.example.com", publicUrl);
        own.put("/opt/apps/quickstart", APP.toString());
        own.put("jdbc:postgresql://db.example.com/keycloak", postgres.jdbcUrl(database));
        own.put("KC_DB_USERNAME='keycloak'", "KC_DB_USERNAME='" + postgres.user() + "'");
        own.put("KC_BOOTSTRAP_ADMIN_USERNAME='admin'", "KC_BOOTSTRAP_ADMIN_USERNAME='" + ADMIN + "'");
        own.put("'change-me'", "'" + ADMIN_PASSWORD + "'");
        own.put("mongodb://mongo.example.com/?replicaSet=rs0", mongo);
        return Readme.with(Readme.block("sh", "kc.sh start"), own);
    }

    /** Returns at once; {@link #awaitReady} waits for the server. */
    public void start() {
        ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-e", "-c", command))
                .directory(home.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("KC(RAW|KEY)?_.*"));
        builder.environment().putAll(environment());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(ProductionHome.FAST_START);
        environment.merge(
                "JAVA_OPTS_APPEND",
                System.getProperty("keycloak.jvm.options", ""),
                (fast, own) -> (fast + " " + own).strip());
        environment.put("KC_HTTP_PORT", String.valueOf(port));
        environment.put("KC_HTTP_MANAGEMENT_PORT", String.valueOf(managementPort));
        environment.put("KC_CACHE_EMBEDDED_NETWORK_BIND_ADDRESS", "127.0.0.1");
        environment.put("KC_CACHE_EMBEDDED_NETWORK_BIND_PORT", String.valueOf(clusterPort));
        environment.put("KC_LOG_CONSOLE_COLOR", "false");
        // Or each question whether it is ready would be a line.
        environment.put("KC_LOG_LEVEL_IO_SMALLRYE_HEALTH", "warn");
        return environment;
    }

    /**
     * Waits until its health check says that it is ready.
     *
     * @throws LaunchException if the server ends, or the time is over
     */
    public void awaitReady() {
        Process running = running();
        try (HttpProbe probe = new HttpProbe(management("/health/ready"))) {
            CompletableFuture.anyOf(probe.ok(), running.onExit())
                    .orTimeout(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new LaunchException("Keycloak was not ready in time; see " + log + ".", e);
        }
        if (!running.isAlive()) {
            throw new LaunchException("Keycloak ended with code " + running.exitValue() + ": " + failure());
        }
    }

    private String failure() {
        FailureSentence sentence = new FailureSentence();
        logText().lines().forEach(sentence::see);
        return sentence.text();
    }

    /** Health and metrics. */
    public URI management(String path) {
        return URI.create("http://127.0.0.1:" + managementPort + path);
    }

    /** Past every proxy. */
    @Override
    public String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public String appId() {
        return app.appId().orElseThrow();
    }

    @Override
    public String realm() {
        return app.name();
    }

    @Override
    public AdminApi admin() {
        return admin;
    }

    /** Where the proxy finds it. */
    String address() {
        return "127.0.0.1:" + port;
    }

    public String logText() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it without a chance to say good-bye to anyone. The script around it ends by itself then. */
    public void kill() {
        Process running = running();
        running.descendants().forEach(ProcessHandle::destroyForcibly);
        if (!ended(running)) {
            running.destroyForcibly();
        }
    }

    private static boolean ended(Process running) {
        try {
            return running.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops it as a signal would; after 20 seconds it is killed. */
    @Override
    public void close() {
        Process running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        running.destroy();
        if (!ended(running)) {
            kill();
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("Start it first");
        }
        return process;
    }
}
