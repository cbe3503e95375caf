package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An unpacked distribution of Keycloak and the extension in it. */
public record KeycloakHome(Path path) {

    public KeycloakHome {
        path = path.toAbsolutePath().normalize();
        if (!Files.isRegularFile(path.resolve("lib").resolve("quarkus-run.jar"))) {
            throw new LaunchException("There is no Keycloak in " + path + ".");
        }
    }

    /**
     * Makes the jar the only provider. A file that is there already with the same content keeps its time: Keycloak
     * rebuilds the server, which takes longer than all the rest of a start, when a jar's time differs.
     *
     * @return whether Keycloak will rebuild the server for it
     */
    public boolean install(Path providerJar) {
        Path providers = path.resolve("providers");
        Path target = providers.resolve("keycloak-app-services.jar");
        try {
            if (!Files.isRegularFile(providerJar)) {
                throw new LaunchException("The extension has not been built: there is no " + providerJar + ".");
            }
            for (Path stale : files(providers)) {
                if (stale.toString().endsWith(".jar") && !stale.equals(target)) {
                    Files.delete(stale);
                }
            }
            if (Files.exists(target) && Files.mismatch(providerJar, target) == -1) {
                return false;
            }
            Files.copy(providerJar, target, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Puts the server's build back to the one of the distribution if the last rebuild was interrupted: Keycloak would
     * fail on the half-written files at each start, for ever.
     */
    void repair() {
        try {
            if (!Files.exists(original())) {
                copy(build(), original());
            } else if (Files.exists(rebuilding())) {
                copy(original(), build());
                Files.delete(rebuilding());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void rebuildBegins() {
        try {
            Files.writeString(rebuilding(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void rebuildEnded() {
        try {
            Files.deleteIfExists(rebuilding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path build() {
        return path.resolve("lib").resolve("quarkus");
    }

    private Path original() {
        return path.resolve("lib").resolve("quarkus-original");
    }

    private Path rebuilding() {
        return path.resolve("lib").resolve("rebuilding");
    }

    /** All files of a flat directory, and none that the target had before. */
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path stale : files(to)) {
            Files.delete(stale);
        }
        for (Path file : files(from)) {
            Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    /** A new home with the distribution as it was unpacked: no provider, no data, no build of its own. */
    KeycloakHome stock(Path target) {
        return copy(target, Files.exists(original()) ? original() : build(), false);
    }

    /** A new home with the same providers and build, and data of its own, as another node of a cluster has. */
    KeycloakHome node(Path target) {
        return copy(target, build(), true);
    }

    private KeycloakHome copy(Path target, Path build, boolean withProviders) {
        try {
            Directories.delete(target);
            Directories.copy(path.resolve("lib").resolve("lib"), target.resolve("lib/lib"), file -> true);
            Directories.copy(path.resolve("lib").resolve("app"), target.resolve("lib/app"), file -> false);
            Directories.copy(build, target.resolve("lib/quarkus"), file -> false);
            Files.copy(
                    path.resolve("lib/quarkus-run.jar"),
                    target.resolve("lib/quarkus-run.jar"),
                    StandardCopyOption.COPY_ATTRIBUTES);
            for (String folder : List.of("bin", "conf", "themes")) {
                Directories.copy(path.resolve(folder), target.resolve(folder), file -> false);
            }
            Directories.copy(path.resolve("providers"), target.resolve("providers"), file -> false);
            for (Path jar : withProviders ? List.<Path>of() : files(target.resolve("providers"))) {
                Files.delete(jar);
            }
            // Unpacked by a Java program, it has lost this.
            if (!target.resolve("bin/kc.sh").toFile().setExecutable(true)) {
                throw new LaunchException("kc.sh in " + target + " cannot be made executable.");
            }
            return new KeycloakHome(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Ends a server of this home whose launcher was killed and could not stop it. Systems that do not show the arguments
     * of a process keep it; then its port is found taken.
     */
    void stopLeftOver() {
        String argument = "-Dkc.home.dir=" + path;
        ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(List::of)
                        .orElse(List.of())
                        .contains(argument))
                .forEach(KeycloakHome::end);
    }

    private static void end(ProcessHandle process) {
        if (process.destroy()) {
            process.onExit()
                    .orTimeout(20, TimeUnit.SECONDS)
                    .exceptionally(late -> process)
                    .join();
        }
        process.destroyForcibly();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
