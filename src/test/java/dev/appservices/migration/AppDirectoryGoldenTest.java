package dev.appservices.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Whole directories against the exact words an operator reads. A case with {@code error.txt} must be refused, every
 * other one must have both reports.
 */
class AppDirectoryGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/migration");
    private static final Path QUICKSTART = Path.of("realm-config/quickstart");
    private static final String SECRET_TEXT = "a-text-that-no-report-may-repeat";

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readWhenCaseThenGolden(String name) {
        Path folder = CASES.resolve(name);
        Path app = name.equals("quickstart") ? QUICKSTART : folder.resolve("app");
        if (Files.exists(folder.resolve("error.txt"))) {
            AppDirectoryException error =
                    catchThrowableOfType(AppDirectoryException.class, () -> AppDirectory.read(app));
            assertThat(error).isNotNull();
            assertThat(error.getMessage() + "\n").isEqualTo(text(folder.resolve("error.txt")));
        } else {
            Report report = report(app, folder.resolve("given.json"));
            assertThat(report.toText() + "\n").isEqualTo(text(folder.resolve("report.txt")));
            assertThat(report.toJson() + "\n").isEqualTo(text(folder.resolve("report.json")));
            assertThat(report.toText() + report.toJson()).doesNotContain(SECRET_TEXT);
        }
    }

    private static Report report(Path app, Path given) {
        JsonNode json = json(given);
        Set<String> implemented = new HashSet<>();
        json.get("implementedProviders").forEach(provider -> implemented.add(provider.textValue()));
        Map<String, String> secrets = new HashMap<>();
        json.get("secrets").forEach(secret -> secrets.put(secret.textValue(), SECRET_TEXT));
        return AppDirectory.read(app).report(implemented, secrets);
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
