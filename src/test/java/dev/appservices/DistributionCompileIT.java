package dev.appservices;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compiles the extension once more against the jars of the distribution itself. The build lists Keycloak's artifacts by
 * hand, one of them of another patch release; a method that the server does not have would be found by its users.
 */
class DistributionCompileIT {
    /** What the extension brings along, and annotations that leave no trace at run time. */
    private static final List<String> OWN = List.of("mongodb-driver", "bson", "auto-service-annotations", "jspecify");

    @Test
    void everythingCompilesAgainstTheJarsOfTheDistribution(@TempDir Path output) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8)) {
            files.setLocationFromPaths(
                    StandardLocation.CLASS_PATH,
                    Stream.concat(distribution(), own()).toList());
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("--release", "17", "-proc:none", "-nowarn"),
                            null,
                            files.getJavaFileObjectsFromPaths(sources()))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static Stream<Path> distribution() throws IOException {
        Path jars = Path.of(System.getProperty("keycloak.home"), "lib", "lib");
        try (Stream<Path> files = Files.walk(jars)) {
            return files.filter(file -> file.toString().endsWith(".jar")).collect(toList()).stream();
        }
    }

    private static Stream<Path> own() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(jar -> OWN.stream()
                        .anyMatch(name -> jar.getFileName().toString().startsWith(name)));
    }
}
