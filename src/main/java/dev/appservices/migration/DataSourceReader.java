package dev.appservices.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * Sorted by name; of two with one name, the newer form counts.
     *
     * @param services the older form, among other services
     */
    List<DataSourceDefinition> read(List<Service> services) {
        Set<String> folders = new TreeSet<>();
        for (Part part : List.of(
                Part.DATA_SOURCE,
                Part.DEFAULT_RULE,
                Part.COLLECTION_RULES,
                Part.COLLECTION_SCHEMA,
                Part.COLLECTION_RELATIONSHIPS)) {
            documents.files().paths(part).forEach(path -> folders.add(part.name(path)));
        }
        SortedMap<String, DataSourceDefinition> sources = new TreeMap<>();
        folders.stream().map(this::read).forEach(source -> sources.put(source.name(), source));
        services.stream().filter(Service::isDataSource).forEach(service -> {
            DataSourceDefinition newer = sources.get(service.name());
            sources.put(service.name(), newer == null ? readOld(service) : superseded(service, newer));
        });
        return List.copyOf(sources.values());
    }

    /** An older root file may refer to the data source by the ID that only its older form has. */
    private DataSourceDefinition superseded(Service service, DataSourceDefinition newer) {
        findings.add(
                service.config(),
                Kind.DATA_SOURCE,
                Action.WARNING,
                "It is ignored with its rules, because the same data source in data_sources is newer.");
        return new DataSourceDefinition(
                newer.name(), newer.type(), newer.id().or(service::id), newer.defaultRule(), newer.collections());
    }

    private DataSourceDefinition readOld(Service service) {
        List<CollectionDefinition> collections = documents.files().paths(Part.SERVICE_RULE).stream()
                .filter(service::has)
                .map(path -> readOldRules(documents.object(path)))
                .sorted(Comparator.comparing(CollectionDefinition::database)
                        .thenComparing(CollectionDefinition::collection))
                .toList();
        report(service.config(), service.name());
        return new DataSourceDefinition(service.name(), service.type(), service.id(), false, collections);
    }

    /** One file has all of a collection. */
    private CollectionDefinition readOldRules(JsonObject file) {
        CollectionDefinition collection = new CollectionDefinition(
                file.requiredText("database"),
                file.requiredText("collection"),
                file.has("roles") || file.has("filters"),
                file.object("schema").isPresent(),
                file.object("relationships").isPresent());
        readRules(file);
        if (collection.schema()) {
            reportSchema(file, file.path().child("schema"));
        }
        if (collection.relationships()) {
            reportRelationships(file, file.path().child("relationships"));
        }
        return collection;
    }

    private void report(String config, String name) {
        findings.add(config, Kind.DATA_SOURCE, Action.WAITING, "The data source " + Printable.quote(name) + ".");
    }

    private void reportSchema(JsonObject file, JsonPath path) {
        findings.add(file.file(), path, Kind.SCHEMA, Action.WAITING, "The schema of a collection.");
    }

    private void reportRelationships(JsonObject file, JsonPath path) {
        findings.add(file.file(), path, Kind.RELATIONSHIP, Action.WAITING, "The relationships of a collection.");
    }

    private DataSourceDefinition read(String folder) {
        String name = folder;
        String type = "mongodb-atlas";
        Optional<String> id = Optional.empty();
        String config = FOLDER + folder + "/config.json";
        if (documents.files().has(config)) {
            JsonObject file = documents.object(config);
            name = file.requiredText("name");
            type = file.requiredText("type");
            file.object("config");
            file.object("secret_config");
            id = file.text("id").or(() -> file.text("_id"));
            file.knows("version").reportUnknown(Kind.DATA_SOURCE, findings);
            report(config, name);
        } else {
            findings.add(
                    config,
                    Kind.DATA_SOURCE,
                    Action.WARNING,
                    "The file is missing; the data source is taken to be a MongoDB with its folder's name.");
        }
        String defaultRule = FOLDER + folder + "/default_rule.json";
        documents.optionalObject(defaultRule).ifPresent(this::readRules);
        return new DataSourceDefinition(name, type, id, documents.files().has(defaultRule), collections(folder));
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
            case COLLECTION_SCHEMA -> reportSchema(file, JsonPath.ROOT);
            case COLLECTION_RELATIONSHIPS -> reportRelationships(file, JsonPath.ROOT);
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
