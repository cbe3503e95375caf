package dev.appservices.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads the vectors; a key that nobody knows, a name that stands twice or a step that does not exist is refused. */
final class VectorFiles {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> CASE_KEYS = Set.of("name", "forEach", "given", "request", "expect");

    private final Map<String, List<Step>> knownSteps;

    private VectorFiles(Map<String, List<Step>> knownSteps) {
        this.knownSteps = knownSteps;
    }

    /** All vectors on the class path by file, in the order of names. */
    static Map<String, List<Vector>> load() {
        Path root = root();
        try (Stream<Path> files = Files.walk(root, 2)) {
            VectorFiles reader = withSteps(Files.readString(root.resolve("given.json")));
            Map<String, List<Vector>> vectors = new LinkedHashMap<>();
            for (Path file : files.filter(path -> path.getNameCount() == root.getNameCount() + 2)
                    .sorted()
                    .toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                vectors.put(name, reader.read(name, Files.readString(file)));
            }
            return vectors;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The steps that vectors name: an object of lists. */
    static VectorFiles withSteps(String text) {
        VectorFiles reader = new VectorFiles(new LinkedHashMap<>());
        parse("given.json", text)
                .properties()
                .forEach(entry -> reader.knownSteps.put(entry.getKey(), reader.steps(entry.getValue())));
        return reader;
    }

    List<Vector> read(String file, String text) {
        JsonNode cases = parse(file, text);
        if (!cases.isArray() || cases.isEmpty()) {
            throw new IllegalArgumentException(file + ": expected a list of cases");
        }
        List<Vector> vectors = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode one : cases) {
            for (JsonNode row : rows(one.path("forEach"))) {
                Vector vector = vector(file, one, row);
                if (!names.add(vector.name())) {
                    throw new IllegalArgumentException(file + ": two cases are named " + vector.name());
                }
                vectors.add(vector);
            }
        }
        return vectors;
    }

    private Vector vector(String file, JsonNode one, JsonNode row) {
        String name = one.path("name").asText() + (row.isEmpty() ? "" : " " + row);
        try {
            one.fieldNames().forEachRemaining(key -> {
                if (!CASE_KEYS.contains(key)) {
                    throw new IllegalArgumentException("unknown key " + key);
                }
            });
            if (!one.path("name").isTextual() || !one.has("request") || !one.has("expect")) {
                throw new IllegalArgumentException("a case needs a name, a request and what to expect");
            }
            Variables variables = Variables.partial();
            row.properties().forEach(value -> variables.put(value.getKey(), value.getValue()));
            return new Vector(
                    file,
                    name,
                    steps(variables.fill(one.path("given"))),
                    bind(variables.fill(one.path("request")), RequestSpec.class),
                    bind(variables.fill(one.path("expect")), ExpectedReply.class));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + name + ": " + e.getMessage(), e);
        }
    }

    /** One object of variables for each time that a case runs. */
    private static List<JsonNode> rows(JsonNode forEach) {
        if (forEach.isArray()) {
            List<JsonNode> rows = new ArrayList<>();
            forEach.forEach(rows::add);
            return rows;
        }
        List<ObjectNode> rows = List.of(JSON.createObjectNode());
        for (Map.Entry<String, JsonNode> variable : forEach.properties()) {
            List<ObjectNode> longer = new ArrayList<>();
            for (ObjectNode row : rows) {
                variable.getValue().forEach(value -> longer.add(row.deepCopy().set(variable.getKey(), value)));
            }
            rows = longer;
        }
        return List.copyOf(rows);
    }

    private List<Step> steps(JsonNode given) {
        List<Step> steps = new ArrayList<>();
        for (JsonNode step : given) {
            if (step.isTextual()) {
                steps.addAll(knownSteps(step.textValue()));
            } else if (step.has("admin")) {
                steps.add(bind(step, Step.Admin.class));
            } else if (step.has("forge")) {
                steps.add(bind(step, Step.Forge.class));
            } else {
                steps.add(bind(step, Step.Call.class));
            }
        }
        return steps;
    }

    private List<Step> knownSteps(String name) {
        List<Step> steps = knownSteps.get(name);
        if (steps == null) {
            throw new IllegalArgumentException("unknown step " + name + ", known are " + knownSteps.keySet());
        }
        return steps;
    }

    private static <T> T bind(JsonNode node, Class<T> type) {
        try {
            return JSON.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    private static JsonNode parse(String file, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static Path root() {
        URL given = Objects.requireNonNull(VectorFiles.class.getResource("/contract/given.json"));
        try {
            return Objects.requireNonNull(Path.of(given.toURI()).getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
