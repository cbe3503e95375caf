package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A program that is run to its end. */
final class Command {
    private Command() {}

    /** How a program ended and what it printed, both streams together. */
    record Result(int exitCode, String output) {}

    /**
     * Waits for the end; a program that takes longer is killed, and its code is then -1.
     *
     * @param environment added to the one of this process
     */
    static Result run(List<String> command, Path directory, Map<String, String> environment, Duration limit) {
        try {
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                    .directory(directory.toFile())
                    .redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> text(process));
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                return new Result(-1, output.join() + "\nstopped after " + limit.toSeconds() + " seconds");
            }
            return new Result(process.exitValue(), output.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(command + " was interrupted", e);
        }
    }

    /** @throws LaunchException with what the program printed, if it does not end well */
    static String must(List<String> command, Path directory, Map<String, String> environment, Duration limit) {
        Result result = run(command, directory, environment, limit);
        if (result.exitCode() != 0) {
            throw new LaunchException(
                    String.join(" ", command) + " ended with code " + result.exitCode() + ": " + result.output());
        }
        return result.output();
    }

    /** Looks in PATH, then in the other folders: a Debian user's PATH has no sbin. */
    static Optional<Path> find(String program, Path... otherFolders) {
        Stream<Path> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of);
        return Stream.concat(path, Stream.of(otherFolders))
                .map(folder -> folder.resolve(program))
                .filter(file -> file.toFile().canExecute())
                .findFirst();
    }

    /** Skips the tests that need the program, but not on the machine of the build, which must have everything. */
    static void assumeInstalled(boolean found, String program) {
        if (!found && Boolean.parseBoolean(System.getenv("REQUIRE_ALL_TESTS"))) {
            throw new LaunchException(program + " is not installed, and REQUIRE_ALL_TESTS is set.");
        }
        assumeTrue(found, "Not run: " + program + " is not installed");
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static String text(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "its output could not be read: " + e.getMessage();
        }
    }
}
