package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A stock Keycloak with the extension, built for production by the commands of the README, once for all tests of a run.
 * The home of {@link SharedServer} is only read for it.
 */
final class ProductionHome {
    /** As the tests' other servers: half the time of a start on two cores. */
    static final Map<String, String> FAST_START =
            Map.of("JAVA_OPTS_APPEND", "-XX:-UseG1GC -XX:+UseSerialGC -XX:TieredStopAtLevel=1");

    private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);

    private static @Nullable KeycloakHome instance;

    private ProductionHome() {}

    /** A node's own installation, without data. */
    static synchronized KeycloakHome node(String name) {
        if (instance == null) {
            instance = build();
        }
        return instance.node(directory().resolve(name));
    }

    private static KeycloakHome build() {
        String jar = property("provider.jar");
        Path target = directory().resolve("keycloak");
        Path mark = directory().resolve("built");
        String commands = Readme.with(
                Readme.block("sh", "kc.sh build"),
                Map.of("target/keycloak-app-services-*.jar", jar, "/opt/keycloak", target.toString()));
        if (builtBy(commands, mark) && !new KeycloakHome(target).install(Path.of(jar))) {
            return new KeycloakHome(target);
        }
        try {
            Files.deleteIfExists(mark);
            new KeycloakHome(Path.of(property("keycloak.home"))).stock(target);
            Command.must(List.of("sh", "-e", "-c", commands), Path.of("").toAbsolutePath(), FAST_START, BUILD_LIMIT);
            Files.writeString(mark, commands);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new KeycloakHome(target);
    }

    private static boolean builtBy(String commands, Path mark) {
        try {
            return Files.exists(mark) && Files.readString(mark).equals(commands);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory() {
        Path directory = Path.of("target", "production").toAbsolutePath();
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new LaunchException(
                    "The system property " + name + " is set by 'mvn verify'; set it to run this alone.");
        }
        return value;
    }
}
