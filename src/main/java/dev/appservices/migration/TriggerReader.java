package dev.appservices.migration;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/** Triggers, one per file; the files' names are free. */
final class TriggerReader {
    private static final Set<String> TYPES = Set.of("AUTHENTICATION", "DATABASE", "SCHEDULED");

    private final Documents documents;
    private final Findings findings;

    TriggerReader(Documents documents, Findings findings) {
        this.documents = documents;
        this.findings = findings;
    }

    List<TriggerDefinition> read() {
        return documents.files().paths(Part.TRIGGER).stream()
                .flatMap(path -> read(documents.object(path)).stream())
                .toList();
    }

    private Optional<TriggerDefinition> read(JsonObject file) {
        TriggerDefinition trigger =
                new TriggerDefinition(file.requiredText("name"), file.requiredText("type"), file.flag("disabled"));
        file.object("config");
        file.text("function_name");
        List<String> processors =
                file.object("event_processors").map(JsonObject::keys).orElse(List.of());
        file.knows("id", "_id", "function_id", "error_handler").reportUnknown(Kind.TRIGGER, findings);
        String name = Printable.quote(trigger.name());
        if (!TYPES.contains(trigger.type())) {
            report(file, Action.WARNING, "The trigger " + name + " has an unknown type and is skipped.");
            return Optional.empty();
        }
        if (processors.contains("AWS_EVENTBRIDGE")) {
            report(file, Action.SKIPPED, "The trigger " + name + " sends to AWS EventBridge, which is not served.");
        } else {
            report(
                    file,
                    Action.WAITING,
                    "The trigger " + name + " of type " + trigger.type()
                            + (trigger.disabled() ? ", switched off in the app." : "."));
        }
        return Optional.of(trigger);
    }

    private void report(JsonObject file, Action action, String message) {
        findings.add(file.file(), Kind.TRIGGER, action, message);
    }
}
