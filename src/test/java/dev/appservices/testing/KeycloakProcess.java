package dev.appservices.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A Keycloak in development mode as a child process. It is {@code java} itself and not {@code kc.sh}: no shell is
 * needed, and a stop reaches the server and not a script around it.
 */
public final class KeycloakProcess implements AutoCloseable {
    /** With this code a start ends that only had to rebuild the server for changed provider jars. */
    private static final int REBUILT = 10;

    /** What it prints before that. */
    static final String REBUILDING = "Updating the configuration and installing your custom providers";

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    /**
     * What {@code kc.sh} passes, but for the speed of a start: compiling only quickly and collecting garbage in one
     * thread halves it on two cores.
     */
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms128m",
            "-Xmx512m",
            "-XX:MetaspaceSize=96M",
            "-XX:MaxMetaspaceSize=384m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "-Dsun.stdout.encoding=UTF-8",
            "-Dsun.err.encoding=UTF-8",
            "-Duser.language=en",
            "-Duser.country=US",
            "-Djava.security.egd=file:/dev/urandom",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                    + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "-Dpicocli.disable.closures=true",
            "-Dquarkus-log-max-startup-records=10000");

    private final KeycloakHome home;
    private final Path log;
    private final List<String> options;
    private final Map<String, String> environment;
    private final Consumer<String> listener;
    private final List<String> moreJvmOptions;
    private final FailureSentence failure = new FailureSentence();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final CompletableFuture<Void> failed = new CompletableFuture<>();
    private @Nullable Process process;
    private boolean stopping;

    /**
     * @param log gets everything the server prints; an older file is replaced
     * @param options of {@code start-dev}
     * @param environment added to the one of this process, without whose own settings for Keycloak
     * @param listener called for each line that goes to the log, by one thread
     */
    public KeycloakProcess(
            KeycloakHome home,
            Path log,
            List<String> options,
            Map<String, String> environment,
            Consumer<String> listener) {
        this(home, log, options, environment, listener, List.of());
    }

    /** @param moreJvmOptions after the usual ones, and so before them where they differ */
    KeycloakProcess(
            KeycloakHome home,
            Path log,
            List<String> options,
            Map<String, String> environment,
            Consumer<String> listener,
            List<String> moreJvmOptions) {
        this.home = home;
        this.log = log;
        this.options = List.copyOf(options);
        this.environment = Map.copyOf(environment);
        this.listener = listener;
        this.moreJvmOptions = List.copyOf(moreJvmOptions);
    }

    /** Returns at once; {@link #awaitReady} waits for the server. */
    public void start() {
        Thread thread = new Thread(this::run, "keycloak");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Waits until the address answers 200.
     *
     * @throws LaunchException if the server ends, the app is not deployed, or the time is over
     */
    public void awaitReady(URI address, Duration limit) {
        try (HttpProbe probe = new HttpProbe(address)) {
            await(probe.ok(), limit);
        }
    }

    /**
     * Waits for the event.
     *
     * @throws LaunchException if the server ends, the app is not deployed, or the time is over
     */
    public void await(CompletableFuture<?> event, Duration limit) {
        CompletableFuture<Void> ended = exit.thenAccept(code -> {
            throw new LaunchException("Keycloak ended with code " + code + ": " + failure.text());
        });
        try {
            CompletableFuture.anyOf(event, ended, failed)
                    .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LaunchException reason) {
                throw reason;
            }
            throw new LaunchException(
                    "Keycloak was not ready within " + limit.toSeconds() + " seconds; see " + log + ".", e);
        }
    }

    /** Completes with the server's exit code; a rebuild of the server is no end. */
    public CompletableFuture<Integer> exit() {
        return exit.copy();
    }

    public String failure() {
        return failure.text();
    }

    /** Stops the server as a signal would and waits for it; after 20 seconds it is killed. */
    public void stop() {
        Optional<Process> running;
        synchronized (this) {
            stopping = true;
            running = Optional.ofNullable(process);
        }
        running.ifPresent(KeycloakProcess::end);
    }

    @Override
    public void close() {
        stop();
    }

    private static void end(Process running) {
        // Process.destroy would close the output, and the last lines of the log with it.
        running.toHandle().destroy();
        try {
            if (!running.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (Writer writer = Files.newBufferedWriter(log)) {
            home.repair();
            int code = runOnce(List.of(), writer);
            if (code == REBUILT) {
                home.rebuildEnded();
                code = runOnce(List.of("-Dkc.config.built=true"), writer);
            }
            exit.complete(code);
        } catch (IOException | UncheckedIOException e) {
            failure.see(String.valueOf(e.getMessage()));
            exit.complete(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exit.complete(1);
        }
    }

    private int runOnce(List<String> jvmOptions, Writer writer) throws IOException, InterruptedException {
        Process child;
        synchronized (this) {
            if (stopping) {
                return 1;
            }
            child = builder(jvmOptions).start();
            process = child;
        }
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                writer.write(line);
                writer.write('\n');
                writer.flush();
                see(line);
            }
        }
        return child.waitFor();
    }

    private void see(String line) {
        if (line.startsWith(REBUILDING)) {
            home.rebuildBegins();
        }
        failure.see(line);
        failure.ofDeployment().ifPresent(text -> failed.completeExceptionally(new LaunchException(text)));
        listener.accept(line);
    }

    private ProcessBuilder builder(List<String> jvmOptions) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(moreJvmOptions);
        command.addAll(jvmOptions);
        command.add("-Dkc.home.dir=" + home.path());
        command.add("-Djboss.server.config.dir=" + home.path().resolve("conf"));
        command.add("-cp");
        command.add(home.path().resolve("lib").resolve("quarkus-run.jar").toString());
        command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
        command.add("start-dev");
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.path().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.PIPE);
        builder.environment().keySet().removeIf(name -> name.matches("KC(RAW|KEY)?_.*"));
        builder.environment().putAll(environment);
        return builder;
    }
}
