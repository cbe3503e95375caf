package dev.appservices.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The little the launcher has to know of an app before the server reads it. */
record ExportedApp(String name, Optional<String> appId) {

    /** @throws LaunchException if the directory has no app that can be read */
    static ExportedApp read(Path directory) {
        ObjectMapper json = new ObjectMapper();
        try {
            JsonNode root = json.readTree(Files.readAllBytes(directory.resolve("root_config.json")));
            Path meta = directory.resolve(".mdb").resolve("meta.json");
            JsonNode appId = Files.exists(meta)
                    ? json.readTree(Files.readAllBytes(meta)).path("client_app_id")
                    : root.path("app_id");
            return new ExportedApp(
                    root.path("name").asText(), Optional.of(appId.asText()).filter(text -> !text.isEmpty()));
        } catch (IOException e) {
            throw new LaunchException("There is no exported app that can be read in " + directory + ".", e);
        }
    }
}
