package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The folder {@code src/test/node}: programs of real SDKs, and the packages they need. */
public final class NodeProject {
    private static final int OLDEST = 20;
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(5);
    private static final Duration RUN_LIMIT = Duration.ofMinutes(2);
    private static final Pattern VERSION = Pattern.compile("v(?<major>\\d+)\\..*", Pattern.DOTALL);

    private final Path directory;

    private NodeProject(Path directory) {
        this.directory = directory;
    }

    /**
     * Installs the packages that the lock file names, unless they are there.
     *
     * @throws LaunchException if there is no Node, or one that is too old
     */
    public static NodeProject ready() {
        NodeProject project = new NodeProject(Path.of("src", "test", "node").toAbsolutePath());
        project.requireNode();
        project.install();
        return project;
    }

    /**
     * Runs a program and waits for its end.
     *
     * @param program its path in the folder
     */
    public Result run(String program, Map<String, String> environment) {
        return run(List.of("node", program), environment, RUN_LIMIT);
    }

    /** How a program ended and what it printed, both streams together. */
    public record Result(int exitCode, String output) {}

    private void requireNode() {
        String found;
        try {
            found = run(List.of("node", "--version"), Map.of(), RUN_LIMIT)
                    .output()
                    .strip();
        } catch (UncheckedIOException e) {
            throw needsNode("none", e);
        }
        Matcher version = VERSION.matcher(found);
        if (!version.matches() || Integer.parseInt(version.group("major")) < OLDEST) {
            throw needsNode(found, null);
        }
    }

    private static LaunchException needsNode(String found, @Nullable Throwable cause) {
        return new LaunchException(
                "Node " + OLDEST + " or newer is needed to run the SDK tests; found " + found + ".", cause);
    }

    private void install() {
        Path installed = directory.resolve("node_modules").resolve(".installed-lock.json");
        Path lock = directory.resolve("package-lock.json");
        try {
            if (Files.exists(installed) && Files.mismatch(lock, installed) == -1) {
                return;
            }
            Result result = run(List.of(npm(), "ci"), Map.of(), INSTALL_LIMIT);
            if (result.exitCode() != 0) {
                throw new LaunchException("npm ci failed in " + directory + ": " + result.output());
            }
            Files.copy(lock, installed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String npm() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows") ? "npm.cmd" : "npm";
    }

    private Result run(List<String> command, Map<String, String> environment, Duration limit) {
        Command.Result result = Command.run(command, directory, environment, limit);
        return new Result(result.exitCode(), result.output());
    }
}
