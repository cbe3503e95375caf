package dev.appservices.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.appservices.migration.DataSourceDefinition.CollectionDefinition;
import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/** Data sources with the rules, schemas and relationships of their collections. */
final class DataSourceReader {
    private static final String FOLDER = "data_sources/";

    private final Documents documents;
    private final Findings findings;

    DataSourceReader(Documents documents, Findings findings) {
        this.documents = documents;
        this.findings = findings;
    }

    /** Sorted by folder. */
    List<DataSourceDefinition> read() {
        Set<String> folders = new TreeSet<>();
        for (Part part : List.of(
                Part.DATA_SOURCE,
                Part.DEFAULT_RULE,
                Part.COLLECTION_RULES,
                Part.COLLECTION_SCHEMA,
                Part.COLLECTION_RELATIONSHIPS)) {
            documents.files().paths(part).forEach(path -> folders.add(part.name(path)));
        }
        return folders.stream().map(this::read).toList();
    }

    private DataSourceDefinition read(String folder) {
        String name = folder;
        String type = "mongodb-atlas";
        String config = FOLDER + folder + "/config.json";
        if (documents.files().has(config)) {
            JsonObject file = documents.object(config);
            name = file.requiredText("name");
            type = file.requiredText("type");
            file.object("config");
            file.object("secret_config");
            file.knows("id", "_id", "version").reportUnknown(Kind.DATA_SOURCE, findings);
            findings.add(config, Kind.DATA_SOURCE, Action.WAITING, "The data source " + Printable.quote(name) + ".");
        } else {
            findings.add(
                    config,
                    Kind.DATA_SOURCE,
                    Action.WARNING,
                    "The file is missing; the data source is taken to be a MongoDB with its folder's name.");
        }
        String defaultRule = FOLDER + folder + "/default_rule.json";
        documents.optionalObject(defaultRule).ifPresent(this::readRules);
        return new DataSourceDefinition(name, type, documents.files().has(defaultRule), collections(folder));
    }

    private List<CollectionDefinition> collections(String folder) {
        SortedMap<String, SortedSet<Part>> found = new TreeMap<>();
        for (Part part : List.of(Part.COLLECTION_RULES, Part.COLLECTION_SCHEMA, Part.COLLECTION_RELATIONSHIPS)) {
            for (String path : documents.files().paths(part)) {
                if (path.startsWith(FOLDER + folder + "/")) {
                    found.computeIfAbsent(path.substring(0, path.lastIndexOf('/')), key -> new TreeSet<>())
                            .add(part);
                    readCollectionFile(part, path);
                }
            }
        }
        List<CollectionDefinition> collections = new ArrayList<>();
        for (Map.Entry<String, SortedSet<Part>> entry : found.entrySet()) {
            String[] segments = entry.getKey().split("/", -1);
            Set<Part> parts = entry.getValue();
            collections.add(new CollectionDefinition(
                    segments[2],
                    segments[3],
                    parts.contains(Part.COLLECTION_RULES),
                    parts.contains(Part.COLLECTION_SCHEMA),
                    parts.contains(Part.COLLECTION_RELATIONSHIPS)));
        }
        return collections;
    }

    private void readCollectionFile(Part part, String path) {
        JsonObject file = documents.object(path);
        switch (part) {
            case COLLECTION_RULES -> readRules(file);
            case COLLECTION_SCHEMA -> findings.add(path, Kind.SCHEMA, Action.WAITING, "The schema of a collection.");
            case COLLECTION_RELATIONSHIPS ->
                findings.add(path, Kind.RELATIONSHIP, Action.WAITING, "The relationships of a collection.");
            default -> throw new IllegalStateException(part + " is not a file of a collection");
        }
    }

    private void readRules(JsonObject file) {
        List<JsonObject> roles = file.objects("roles");
        for (JsonObject role : roles) {
            role.text("name");
            role.object("fields");
        }
        List<JsonObject> filters = file.objects("filters");
        file.text("database");
        file.text("collection");
        file.knows("id", "_id", "schema", "relationships").reportUnknown(Kind.RULE, findings);
        findings.add(
                file.file(),
                Kind.RULE,
                Action.WAITING,
                "Rules of " + (file.file().endsWith("default_rule.json") ? "all other collections" : "a collection")
                        + "; roles: " + roles.size() + ", filters: " + filters.size() + ".");
    }
}
