package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** A proxy of this machine with what the README says for it: only names, ports and files are those of the test. */
public final class ReverseProxy implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String AROUND_NGINX = """
            daemon off;
            pid nginx.pid;
            error_log error.log;
            %s
            events {}
            http {
                access_log access.log;
                client_body_temp_path temp-body;
                proxy_temp_path temp-proxy;
                fastcgi_temp_path temp-fastcgi;
                uwsgi_temp_path temp-uwsgi;
                scgi_temp_path temp-scgi;
            %s
            }
            """;
    private static final String AROUND_CADDY = """
            {
            	admin 127.0.0.1:%s
            	auto_https disable_redirects
            	skip_install_trust
            }
            %s
            """;

    private final Program program;
    private final Path directory;
    private final TestCertificate certificate;
    private final int port = Ports.free();
    private final int controlPort = Ports.free();
    private @Nullable Process process;

    /** The proxies that the README has a configuration for. */
    public enum Program {
        NGINX,
        CADDY,
        HAPROXY;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private Optional<Path> find() {
            return Command.find(word(), Path.of("/usr/sbin"), Path.of("/usr/local/sbin"));
        }

        /** Skips the tests that ask for it where it is not installed. */
        public void assumeInstalled() {
            Command.assumeInstalled(find().isPresent(), word());
        }
    }

    /** Nothing listens yet. */
    public ReverseProxy(Program program) {
        this.program = program;
        this.directory = Path.of("target", program.word()).toAbsolutePath();
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.certificate = TestCertificate.get();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-" + program.word()));
    }

    /**
     * Listens when this returns.
     *
     * @param upstream host and port of the server behind it
     */
    public void start(String upstream) {
        close();
        try {
            Files.writeString(configuration(), configurationText(upstream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = launch(
                switch (program) {
                    case NGINX ->
                        List.of("-p", directory + "/", "-c", configuration().toString(), "-e", "error.log");
                    case CADDY -> List.of("run", "--config", configuration().toString(), "--adapter", "caddyfile");
                    case HAPROXY -> List.of("-db", "-f", configuration().toString());
                });
        awaitListening(process);
    }

    private String configurationText(String upstream) {
        Map<String, String> own = new LinkedHashMap<>();
        own.put("127.0.0.1:8080", upstream);
        switch (program) {
            case NGINX -> {
                own.put("listen 443 ssl", "listen 127.0.0.1:" + port + " ssl");
                own.put("server_name apps.example.com", "server_name localhost");
                own.put(
                        "/etc/ssl/apps.example.com/chain.pem",
                        certificate.chain().toString());
                own.put("/etc/ssl/apps.example.com/key.pem", certificate.key().toString());
                return AROUND_NGINX.formatted(Command.isRoot() ? "user root;" : "", block(own));
            }
            case CADDY -> {
                String files = certificate.chain() + " " + certificate.key();
                own.put("apps.example.com {", publicUrl() + " {\n\ttls " + files);
                return AROUND_CADDY.formatted(controlPort, block(own));
            }
            case HAPROXY -> {
                own.put("bind :443", "bind 127.0.0.1:" + port);
                own.put("/etc/haproxy/apps.example.com.pem", certificate.both().toString());
                return block(own);
            }
        }
        throw new IllegalStateException("No configuration for " + program);
    }

    private String block(Map<String, String> own) {
        return Readme.with(Readme.block(program.word(), "127.0.0.1:8080"), own);
    }

    /** By which clients know the server, without a trailing slash. */
    public String publicUrl() {
        return "https://localhost:" + port;
    }

    public TestCertificate certificate() {
        return certificate;
    }

    @Override
    public void close() {
        Process running = process;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Path configuration() {
        return directory.resolve("configuration");
    }

    private Path output() {
        return directory.resolve("output.log");
    }

    private Process launch(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(program.find()
                .orElseThrow(() -> new LaunchException(program.word() + " is not installed here."))
                .toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output().toFile());
        builder.environment().put("XDG_DATA_HOME", directory.toString());
        builder.environment().put("XDG_CONFIG_HOME", directory.toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitListening(Process running) {
        Instant last = Instant.now().plus(LIMIT);
        try {
            while (!Ports.answers("127.0.0.1", port)) {
                if (running.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                        || Instant.now().isAfter(last)) {
                    close();
                    throw new LaunchException(program.word() + " does not listen: " + Files.readString(output()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("The start of " + program.word() + " was interrupted", e);
        }
    }
}
