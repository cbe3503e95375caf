package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The machine's nginx with the server of the README: only names, ports and files are those of the test. */
public final class NginxProxy implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** What Debian's own configuration has around a server, with files of this directory instead. */
    private static final String AROUND = """
            pid nginx.pid;
            error_log error.log;
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

    private final Path directory = Path.of("target", "nginx").toAbsolutePath();
    private final Path program = find().orElseThrow(() -> new LaunchException("nginx is not installed here."));
    private final TestCertificate certificate;
    private final int port = Ports.free();

    /** Makes the certificate; nothing listens yet. */
    public NginxProxy() {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        certificate = TestCertificate.in(directory);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-nginx"));
    }

    /** Skips the tests that ask for it where nginx is not installed. */
    public static void assumeInstalled() {
        assumeTrue(find().isPresent(), "Not run: nginx is not installed");
    }

    private static Optional<Path> find() {
        return Command.find("nginx", Path.of("/usr/sbin"), Path.of("/usr/local/sbin"));
    }

    /** Listens when this returns. */
    public void start(ProductionServer server) {
        Map<String, String> own = new LinkedHashMap<>();
        own.put("listen 443 ssl", "listen 127.0.0.1:" + port + " ssl");
        own.put("server_name apps.example.com", "server_name localhost");
        own.put("/etc/ssl/apps.example.com/chain.pem", certificate.chain().toString());
        own.put("/etc/ssl/apps.example.com/key.pem", certificate.key().toString());
        own.put("server 127.0.0.1:8080", "server " + server.address());
        String block = Readme.with(Readme.block("nginx", "proxy_pass"), own);
        try {
            Files.writeString(
                    directory.resolve("nginx.conf"),
                    (Command.isRoot() ? "user root;\n" : "") + AROUND.formatted(block));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close();
        Command.must(command(), directory, Map.of(), LIMIT);
    }

    /** By which clients know the server, without a trailing slash. */
    public String publicUrl() {
        return "https://localhost:" + port;
    }

    public TestCertificate certificate() {
        return certificate;
    }

    public int port() {
        return port;
    }

    /** Also one that a killed test run has left. */
    @Override
    public void close() {
        if (Files.exists(directory.resolve("nginx.pid"))) {
            Command.run(command("-s", "stop"), directory, Map.of(), LIMIT);
        }
    }

    private List<String> command(String... more) {
        List<String> command = new ArrayList<>(
                List.of(program.toString(), "-p", directory.toString(), "-c", "nginx.conf", "-e", "error.log"));
        command.addAll(List.of(more));
        return command;
    }
}
