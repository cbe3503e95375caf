package dev.appservices.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.ServerOptions;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

/** What can be seen of {@code docker/compose.yaml} and {@code docker/operator.yaml} without an engine that pulls images. */
class ComposeFileTest {
    private static final Path DOCKER = Path.of("docker");
    private static final Pattern SECRET = Pattern.compile(".*PASSWORD$");

    private final JsonNode services = yaml("compose.yaml").path("services");

    @Test
    void servicesWhenReadThenTheServerItsDatabasesAndTheMailCatcher() {
        assertThat(services.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("keycloak", "mongodb", "postgres", "mail");
    }

    @Test
    void portsWhenPublishedThenOnTheLoopbackAddressOnly() {
        List<String> ports = texts(services.findValues("ports").stream().flatMap(ComposeFileTest::items));

        assertThat(ports).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void imagesWhenOfOthersThenOfAVersion() {
        List<String> images = texts(services.findValues("image").stream());

        assertThat(images).hasSize(4).doesNotContain("latest");
        assertThat(images)
                .filteredOn(image -> !image.equals("keycloak-app-services"))
                .allMatch(image -> image.contains(":"));
    }

    @Test
    void passwordsWhenNeededThenAskedForAndNotWritten() {
        Map<String, String> secrets = Stream.concat(environment("keycloak"), environment("postgres"))
                .filter(entry -> SECRET.matcher(entry.getKey()).matches())
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(secrets)
                .hasSize(3)
                .allSatisfy((name, value) -> assertThat(value).matches("\\$\\{[A-Z_]+:\\?.+}"));
    }

    @Test
    void dependenciesWhenWaitedForThenHaveAHealthCheck() {
        JsonNode needed = services.path("keycloak").path("depends_on");

        assertThat(needed.fieldNames()).toIterable().containsExactlyInAnyOrder("mongodb", "postgres");
        needed.properties().forEach(entry -> {
            assertThat(entry.getValue().path("condition").textValue()).isEqualTo("service_healthy");
            assertThat(services.path(entry.getKey()).path("healthcheck").path("test"))
                    .isNotEmpty();
        });
    }

    @Test
    void serverWhenStartedThenWithTheOptionsThatTheExtensionReads() {
        Map<String, String> read = new ServerOptions(
                        "mongodb://localhost",
                        Path.of("app"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false)
                .environment();

        assertThat(environment("keycloak").map(Map.Entry::getKey).filter(name -> name.contains("SPI")))
                .allSatisfy(name -> assertThat(read.keySet().stream().map(ComposeFileTest::comparable))
                        .contains(comparable(name)));
    }

    @Test
    void filesWhenNamedThenExist() {
        assertThat(DOCKER.resolve("../docker/Dockerfile")).isRegularFile();
        assertThat(services.path("keycloak").path("build").path("dockerfile").textValue())
                .isEqualTo("docker/Dockerfile");
        assertThat(services.path("keycloak").path("volumes").path(0).textValue())
                .isEqualTo("${APP_DIRECTORY:-../realm-config/quickstart}:/opt/app:ro");
        assertThat(DOCKER.resolve("../realm-config/quickstart")).isDirectory();
    }

    @Test
    void operatorRecipeWhenReadThenTheJarReachesTheProvidersOfTheServer() {
        JsonNode recipe = yaml("operator.yaml");

        assertThat(recipe.path("kind").textValue()).isEqualTo("Keycloak");
        JsonNode pod =
                recipe.path("spec").path("unsupported").path("podTemplate").path("spec");
        String volume = pod.path("volumes").path(0).path("name").textValue();
        JsonNode mount = pod.path("containers").path(0).path("volumeMounts").path(0);
        assertThat(mount.path("mountPath").textValue()).isEqualTo("/opt/keycloak/providers");
        assertThat(mount.path("name").textValue()).isEqualTo(volume);
        assertThat(pod.path("initContainers")
                        .path(0)
                        .path("volumeMounts")
                        .path(0)
                        .path("name")
                        .textValue())
                .isEqualTo(volume);
    }

    private Stream<Map.Entry<String, String>> environment(String service) {
        return services.path(service).path("environment").properties().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().asText()));
    }

    /** Keycloak reads both prefixes; the other one leaves the value's dollars alone. */
    private static String comparable(String name) {
        return name.replaceFirst("^KCRAW_", "KC_");
    }

    private static List<String> texts(Stream<JsonNode> nodes) {
        return nodes.map(JsonNode::textValue).toList();
    }

    private static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode yaml(String file) {
        try (var reader = Files.newBufferedReader(DOCKER.resolve(file))) {
            return new YAMLMapper().readTree(reader);
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }
}
