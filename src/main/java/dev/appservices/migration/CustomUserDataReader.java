package dev.appservices.migration;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/** Custom user data: a file of its own, or before 2021 a part of the root file. */
final class CustomUserDataReader {
    /** The key of the root file. */
    static final String OLD_KEY = "custom_user_data_config";

    private static final String PATH = "auth/custom_user_data.json";
    private static final String SERVICE_ID = "mongo_service_id";
    private static final String SERVICE_NAME = "mongo_service_name";

    private final Documents documents;
    private final Predicate<String> functionExists;
    private final List<DataSourceDefinition> dataSources;
    private final Findings findings;

    CustomUserDataReader(
            Documents documents,
            Predicate<String> functionExists,
            List<DataSourceDefinition> dataSources,
            Findings findings) {
        this.documents = documents;
        this.functionExists = functionExists;
        this.dataSources = dataSources;
        this.findings = findings;
    }

    CustomUserDataDefinition read(JsonObject root) {
        Optional<JsonObject> file = documents.optionalObject(PATH);
        Optional<JsonObject> old = root.object(OLD_KEY);
        if (file.isPresent() && old.isPresent()) {
            warn(root, OLD_KEY, "It is ignored, because " + PATH + " is newer.");
        }
        return file.or(() -> old).map(this::readFound).orElse(CustomUserDataDefinition.OFF);
    }

    private CustomUserDataDefinition readFound(JsonObject file) {
        boolean enabled = file.flag("enabled");
        CustomUserDataDefinition definition = new CustomUserDataDefinition(
                true,
                enabled,
                serviceName(file, enabled),
                needed(file, "database_name", enabled),
                needed(file, "collection_name", enabled),
                needed(file, "user_id_field", enabled),
                file.text("on_user_creation_function_name"));
        file.reportUnknown(Kind.CUSTOM_USER_DATA, findings);
        if (enabled) {
            reportEnabled(file, definition);
        } else {
            findings.add(
                    file.file(),
                    file.path(),
                    Kind.CUSTOM_USER_DATA,
                    Action.IMPORTED_DISABLED,
                    "It is switched off in the app.");
        }
        return definition;
    }

    /** Older files name the data source by its ID. */
    private Optional<String> serviceName(JsonObject file, boolean enabled) {
        Optional<String> id = file.text(SERVICE_ID);
        Optional<String> name = file.text(SERVICE_NAME);
        if (name.isPresent() || id.isEmpty()) {
            return name;
        }
        Optional<String> found = dataSources.stream()
                .filter(source -> source.id().equals(id))
                .map(DataSourceDefinition::name)
                .findFirst();
        if (enabled && found.isEmpty()) {
            warn(file, SERVICE_ID, "The app has no data source with the ID " + Printable.quote(id.get()) + ".");
        }
        return found;
    }

    private static Optional<String> needed(JsonObject file, String key, boolean enabled) {
        return enabled ? Optional.of(file.requiredText(key)) : file.text(key);
    }

    private void reportEnabled(JsonObject file, CustomUserDataDefinition definition) {
        findings.add(
                file.file(),
                file.path(),
                Kind.CUSTOM_USER_DATA,
                Action.IMPORTED,
                "Documents of " + name(definition.databaseName()) + "." + name(definition.collectionName())
                        + ", found by their field " + name(definition.userIdField()) + ".");
        file.text(SERVICE_NAME).ifPresent(service -> checkService(file, service));
        definition.onUserCreationFunctionName().ifPresent(function -> reportFunction(file, function));
    }

    private void checkService(JsonObject file, String service) {
        if (dataSources.stream().noneMatch(source -> source.name().equals(service))) {
            warn(file, SERVICE_NAME, "The app has no data source " + Printable.quote(service) + ".");
        }
    }

    private void reportFunction(JsonObject file, String function) {
        String key = "on_user_creation_function_name";
        if (functionExists.test(function)) {
            findings.add(
                    file.file(),
                    file.path().child(key),
                    Kind.SETTING,
                    Action.WAITING,
                    "New users are made without the function " + Printable.quote(function) + ".");
        } else {
            warn(file, key, "The app has no function " + Printable.quote(function) + ".");
        }
    }

    private void warn(JsonObject file, String key, String message) {
        findings.add(file.file(), file.path().child(key), Kind.SETTING, Action.WARNING, message);
    }

    private static String name(Optional<String> name) {
        return name.map(text -> Printable.cut(text, Printable.MAX_QUOTED)).orElse("");
    }
}
