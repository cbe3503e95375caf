package dev.appservices.migration;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/** {@code auth/custom_user_data.json}. */
final class CustomUserDataReader {
    private static final String PATH = "auth/custom_user_data.json";

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

    CustomUserDataDefinition read() {
        return documents.optionalObject(PATH).map(this::read).orElse(CustomUserDataDefinition.OFF);
    }

    private CustomUserDataDefinition read(JsonObject file) {
        boolean enabled = file.flag("enabled");
        CustomUserDataDefinition definition = new CustomUserDataDefinition(
                enabled,
                file.text("mongo_service_name"),
                needed(file, "database_name", enabled),
                needed(file, "collection_name", enabled),
                needed(file, "user_id_field", enabled),
                file.text("on_user_creation_function_name"));
        file.reportUnknown(Kind.CUSTOM_USER_DATA, findings);
        if (enabled) {
            reportEnabled(definition);
        } else {
            findings.add(PATH, Kind.CUSTOM_USER_DATA, Action.IMPORTED_DISABLED, "It is switched off in the app.");
        }
        return definition;
    }

    private static Optional<String> needed(JsonObject file, String key, boolean enabled) {
        return enabled ? Optional.of(file.requiredText(key)) : file.text(key);
    }

    private void reportEnabled(CustomUserDataDefinition definition) {
        findings.add(
                PATH,
                Kind.CUSTOM_USER_DATA,
                Action.WAITING,
                "Documents of " + name(definition.databaseName()) + "." + name(definition.collectionName())
                        + ", found by their field " + name(definition.userIdField()) + ".");
        definition.serviceName().ifPresent(this::checkService);
        definition.onUserCreationFunctionName().ifPresent(this::reportFunction);
    }

    private void checkService(String service) {
        if (dataSources.stream().noneMatch(source -> source.name().equals(service))) {
            warn("mongo_service_name", "The app has no data source " + Printable.quote(service) + ".");
        }
    }

    private void reportFunction(String function) {
        String key = "on_user_creation_function_name";
        if (functionExists.test(function)) {
            findings.add(
                    PATH,
                    JsonPath.ROOT.child(key),
                    Kind.SETTING,
                    Action.WAITING,
                    "New users are made without the function " + Printable.quote(function) + ".");
        } else {
            warn(key, "The app has no function " + Printable.quote(function) + ".");
        }
    }

    private void warn(String key, String message) {
        findings.add(PATH, JsonPath.ROOT.child(key), Kind.SETTING, Action.WARNING, message);
    }

    private static String name(Optional<String> name) {
        return name.map(text -> Printable.cut(text, Printable.MAX_QUOTED)).orElse("");
    }
}
