package dev.appservices.migration;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/** Environments and values: what templates are resolved with. */
final class EnvironmentReader {
    /** The file that counts when the app names no environment. */
    static final String NO_ENVIRONMENT = "no-environment";

    private final AppFiles files;
    private final Findings findings;

    EnvironmentReader(AppFiles files, Findings findings) {
        this.files = files;
        this.findings = findings;
    }

    Templates read(String environment) {
        String chosen = environment.isEmpty() ? NO_ENVIRONMENT : environment;
        Map<String, JsonNode> values = new HashMap<>();
        for (String path : files.paths(Part.ENVIRONMENT)) {
            Map<String, JsonNode> found = values(path);
            if (Part.ENVIRONMENT.name(path).equals(chosen)) {
                values.putAll(found);
                String names = String.join(", ", new TreeSet<>(found.keySet()));
                findings.add(
                        path,
                        Kind.ENVIRONMENT,
                        Action.IMPORTED,
                        "The chosen environment; "
                                + (names.isEmpty() ? "it has no values." : "values: " + names + "."));
            } else {
                findings.add(path, Kind.ENVIRONMENT, Action.SKIPPED, "This is not the chosen environment.");
            }
        }
        return new Templates("environments/" + chosen + ".json", values, findings);
    }

    private Map<String, JsonNode> values(String path) {
        JsonObject environment = JsonObject.of(path, JsonPath.ROOT, LenientJson.parse(path, files.content(path)));
        Map<String, JsonNode> values = new HashMap<>();
        environment.object("values").ifPresent(object -> {
            for (String name : object.keys()) {
                object.any(name).ifPresent(value -> values.put(name, value));
            }
        });
        environment.reportUnknown(Kind.ENVIRONMENT, findings);
        return values;
    }
}
