package dev.appservices.migration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/** Triggers, one per file; the files' names are free. */
final class TriggerReader {
    private static final Set<String> TYPES = Set.of("AUTHENTICATION", "DATABASE", "SCHEDULED");

    private final Documents documents;
    private final Predicate<String> functionExists;
    private final Findings findings;

    TriggerReader(Documents documents, Predicate<String> functionExists, Findings findings) {
        this.documents = documents;
        this.functionExists = functionExists;
        this.findings = findings;
    }

    List<TriggerDefinition> read() {
        return documents.files().paths(Part.TRIGGER).stream()
                .flatMap(path -> read(documents.object(path)).stream())
                .toList();
    }

    private Optional<TriggerDefinition> read(JsonObject file) {
        Optional<JsonObject> processors = file.object("event_processors");
        TriggerDefinition trigger = new TriggerDefinition(
                file.requiredText("name"),
                file.requiredText("type"),
                processors.flatMap(TriggerReader::functionName).or(() -> file.text("function_name")),
                file.flag("disabled"));
        Optional<JsonObject> config = file.object("config");
        file.knows("id", "_id", "function_id", "error_handler", "function_name").reportUnknown(Kind.TRIGGER, findings);
        String name = Printable.quote(trigger.name());
        if (!TYPES.contains(trigger.type())) {
            report(file, Action.WARNING, "The trigger " + name + " has an unknown type and is skipped.");
            return Optional.empty();
        }
        if (trigger.type().equals("AUTHENTICATION")) {
            config.ifPresent(object -> {
                object.textOrTexts("operation_type");
                object.texts("providers");
            });
        }
        if (processors.filter(object -> object.has("AWS_EVENTBRIDGE")).isPresent()) {
            report(file, Action.SKIPPED, "The trigger " + name + " sends to AWS EventBridge, which is not served.");
            return Optional.of(trigger);
        }
        report(
                file,
                Action.WAITING,
                "The trigger " + name + " of type " + trigger.type()
                        + (trigger.disabled() ? ", switched off in the app." : "."));
        checkFunction(file, trigger);
        return Optional.of(trigger);
    }

    private static Optional<String> functionName(JsonObject processors) {
        return processors
                .object("FUNCTION")
                .flatMap(processor -> processor.object("config"))
                .flatMap(config -> config.text("function_name"));
    }

    private void checkFunction(JsonObject file, TriggerDefinition trigger) {
        String problem = trigger.functionName()
                .map(name -> functionExists.test(name) ? "" : "The app has no function " + Printable.quote(name) + ".")
                .orElse("The trigger names no function.");
        if (!problem.isEmpty() && !trigger.disabled()) {
            report(file, Action.WARNING, problem);
        }
    }

    private void report(JsonObject file, Action action, String message) {
        findings.add(file.file(), Kind.TRIGGER, action, message);
    }
}
