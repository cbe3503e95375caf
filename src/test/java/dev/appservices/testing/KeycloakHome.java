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
            for (Path stale : jars(providers)) {
                if (!stale.equals(target)) {
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

    private static List<Path> jars(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }
}
