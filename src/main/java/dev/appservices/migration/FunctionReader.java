package dev.appservices.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/** Functions: the entries of one file, and the sources beside it. */
final class FunctionReader {
    private static final String CONFIG = "functions/config.json";

    private final Documents documents;
    private final Findings findings;

    FunctionReader(Documents documents, Findings findings) {
        this.documents = documents;
        this.findings = findings;
    }

    /** Sorted by name. */
    List<FunctionDefinition> read() {
        Map<String, String> sources = new TreeMap<>();
        for (String path : documents.files().paths(Part.FUNCTION_SOURCE)) {
            sources.put(Part.FUNCTION_SOURCE.name(path), path);
        }
        List<FunctionDefinition> functions = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonObject entry : entries()) {
            FunctionDefinition function = read(entry, sources.keySet());
            if (!names.add(function.name())) {
                throw entry.problem(
                        "name", "Another function has the name " + Printable.quote(function.name()) + ", too.");
            }
            functions.add(function);
        }
        sources.forEach((name, path) -> {
            if (names.add(name)) {
                functions.add(new FunctionDefinition(name, false, false, true));
                findings.add(
                        path,
                        Kind.FUNCTION,
                        Action.WAITING,
                        "The function " + Printable.quote(name) + ", without an entry in " + CONFIG
                                + ": public, run as its caller.");
            }
        });
        documents
                .optionalObject("functions/package.json")
                .ifPresent(packages ->
                        findings.add(packages.file(), Kind.FILE, Action.WAITING, "The packages that functions use."));
        functions.sort(Comparator.comparing(FunctionDefinition::name));
        return functions;
    }

    private List<JsonObject> entries() {
        return documents.files().has(CONFIG) ? documents.list(CONFIG) : List.of();
    }

    private FunctionDefinition read(JsonObject entry, Set<String> sources) {
        String name = entry.requiredText("name");
        boolean isPrivate = entry.flag("private");
        boolean runAsSystem = entry.flag("run_as_system");
        entry.text("run_as_user_id");
        entry.text("run_as_user_id_script_source");
        entry.flag("disable_arg_logs");
        // Exports of older apps carry the last ones, which have no meaning outside of the old server.
        entry.knows("can_evaluate", "id", "_id", "source", "last_modified").reportUnknown(Kind.FUNCTION, findings);
        boolean sourcePresent = sources.contains(name);
        findings.add(
                entry.file(),
                entry.path(),
                Kind.FUNCTION,
                Action.WAITING,
                "The function " + Printable.quote(name) + ".");
        if (!sourcePresent) {
            findings.add(
                    entry.file(),
                    entry.path(),
                    Kind.FUNCTION,
                    Action.WARNING,
                    "The function " + Printable.quote(name) + " has no source file in functions/.");
        }
        return new FunctionDefinition(name, isPrivate, runAsSystem, sourcePresent);
    }
}
