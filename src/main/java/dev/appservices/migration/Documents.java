package dev.appservices.migration;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** An app's JSON files, parsed and with templates resolved when they are asked for, and not kept. */
final class Documents {
    private final AppFiles files;
    private final Templates templates;

    Documents(AppFiles files, Templates templates) {
        this.files = files;
        this.templates = templates;
    }

    AppFiles files() {
        return files;
    }

    JsonNode json(String path) {
        return templates.resolve(path, LenientJson.parse(path, files.content(path)));
    }

    JsonObject object(String path) {
        return JsonObject.of(path, JsonPath.ROOT, json(path));
    }

    Optional<JsonObject> optionalObject(String path) {
        return files.has(path) ? Optional.of(object(path)) : Optional.empty();
    }

    /** A provider file, in which values of the app are found without the brackets of a template. */
    JsonObject providers(String path) {
        return JsonObject.of(path, JsonPath.ROOT, templates.resolveRaw(path, json(path)));
    }

    List<JsonObject> list(String path) {
        return JsonObject.listOf(path, JsonPath.ROOT, json(path));
    }
}
