package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL for this JVM alone, made of the machine's own programs: empty at its start, without passwords, on the
 * loopback address, and without any care for its files when the machine fails.
 */
public final class PostgresServer {
    private static final String USER = "keycloak";
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration STATEMENT_LIMIT = Duration.ofHours(1);

    private static @Nullable PostgresServer instance;

    private final Programs programs;
    private final Path directory;
    private final int port = Ports.free();

    private PostgresServer(Programs programs, Path directory) {
        this.programs = programs;
        this.directory = directory;
    }

    /** Debian keeps them out of PATH. */
    private record Programs(Path folder) {
        static Optional<Programs> find() {
            return Stream.concat(Command.find("initdb").stream(), debian().stream())
                    .findFirst()
                    .map(initdb -> new Programs(real(initdb)));
        }

        private static Optional<Path> debian() {
            try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
                return versions.map(version -> version.resolve("bin").resolve("initdb"))
                        .filter(Files::isExecutable)
                        .max(Comparator.naturalOrder());
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        /** A link in PATH may stand alone, without the programs that initdb needs beside it. */
        private static Path real(Path initdb) {
            try {
                return Objects.requireNonNull(initdb.toRealPath().getParent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String path(String name) {
            return folder.resolve(name).toString();
        }
    }

    /** Skips the tests that ask for it where PostgreSQL is not installed. */
    public static void assumeInstalled() {
        Command.assumeInstalled(Programs.find().isPresent(), "PostgreSQL");
    }

    /** The one of this JVM, which ends with it. */
    public static synchronized PostgresServer get() {
        if (instance == null) {
            Programs programs =
                    Programs.find().orElseThrow(() -> new LaunchException("PostgreSQL is not installed here."));
            PostgresServer server = new PostgresServer(programs, directory());
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop-postgresql"));
            instance = server;
        }
        return instance;
    }

    /** An empty database. The name is one word in lower case. */
    public void create(String database) {
        run("createdb", "--host=127.0.0.1", "--port=" + port, "--username=" + USER, database);
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    String user() {
        return USER;
    }

    /** Runs SQL statements, each in a transaction of its own, and returns their rows, columns parted by {@code |}. */
    public String sql(String database, String... statements) {
        List<String> psql = psql(database);
        for (String statement : statements) {
            psql.add("--command=" + statement);
        }
        return Command.must(psql, directory, Map.of(), STATEMENT_LIMIT).strip();
    }

    /** What a script writes is run while it is written: statements, and rows after {@code COPY … FROM STDIN}. */
    public interface Script {
        void write(Writer statements) throws IOException;
    }

    public void run(String database, Script script) {
        Path output = directory.resolve("psql.log");
        try {
            Process process = new ProcessBuilder(psql(database))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try (Writer statements = process.outputWriter(StandardCharsets.UTF_8)) {
                script.write(statements);
            } catch (IOException e) {
                throw new LaunchException("psql ended early; see " + output + ".", e);
            }
            if (process.waitFor() != 0) {
                throw new LaunchException("psql ended with an error: " + Files.readString(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("A script for PostgreSQL was interrupted", e);
        }
    }

    private List<String> psql(String database) {
        return as(
                "psql",
                "--no-psqlrc",
                "--quiet",
                "--tuples-only",
                "--no-align",
                "--set=ON_ERROR_STOP=1",
                "--host=127.0.0.1",
                "--port=" + port,
                "--username=" + USER,
                "--dbname=" + database);
    }

    private void start() {
        if (Files.exists(data().resolve("postmaster.pid"))) {
            // Of a test run that was killed. A file without a server is no failure.
            Command.run(as("pg_ctl", "stop", "--mode=immediate", "--pgdata=" + data()), directory, Map.of(), LIMIT);
        }
        empty();
        run("initdb", "--pgdata=" + data(), "--auth=trust", "--username=" + USER, "--encoding=UTF8", "--no-sync");
        run(
                "pg_ctl",
                "start",
                "--wait",
                "--pgdata=" + data(),
                "--log=" + directory.resolve("log"),
                "--options=" + options());
    }

    private String options() {
        return "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
                + " -c synchronous_commit=off -c full_page_writes=off -c max_connections=250";
    }

    private void stop() {
        Command.run(as("pg_ctl", "stop", "--mode=immediate", "--pgdata=" + data()), directory, Map.of(), LIMIT);
    }

    private Path data() {
        return directory.resolve("data");
    }

    private void run(String program, String... arguments) {
        Command.must(as(program, arguments), directory, Map.of(), LIMIT);
    }

    /** PostgreSQL does not run as root. Its own user is there wherever a package has installed it. */
    private List<String> as(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (Command.isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(programs.path(program));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Below target/, unless that is in a folder which root alone may enter, as the user of PostgreSQL cannot then. */
    private static Path directory() {
        Path wanted = Path.of("target", "postgresql").toAbsolutePath();
        try {
            Files.createDirectories(wanted);
            return !Command.isRoot() || enteredByAll(wanted) ? wanted : Files.createTempDirectory("postgresql");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean enteredByAll(Path directory) {
        return Command.run(
                                List.of(
                                        "setpriv",
                                        "--reuid=postgres",
                                        "--clear-groups",
                                        "--regid=postgres",
                                        "test",
                                        "-x",
                                        directory.toString()),
                                Path.of("/"),
                                Map.of(),
                                LIMIT)
                        .exitCode()
                == 0;
    }

    private void empty() {
        try {
            Directories.delete(data());
            Files.deleteIfExists(directory.resolve("log"));
            if (Command.isRoot()) {
                Files.setOwner(
                        directory,
                        directory
                                .getFileSystem()
                                .getUserPrincipalLookupService()
                                .lookupPrincipalByName("postgres"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
