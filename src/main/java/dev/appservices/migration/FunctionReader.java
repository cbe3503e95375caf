package dev.appservices.migration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/** Functions: the entries of one file with the sources beside it, or before 2021 a folder for each. */
final class FunctionReader {
    private static final String FOLDER = "functions/";
    private static final String CONFIG = FOLDER + "config.json";
    private static final String OLD_CONFIG = "/config.json";
    private static final String OLD_SOURCE = "/source.js";

    private final Documents documents;
    private final Findings findings;
    private final Map<String, String> sources = new TreeMap<>();
    private final Map<String, FunctionDefinition> functions = new TreeMap<>();

    FunctionReader(Documents documents, Findings findings) {
        this.documents = documents;
        this.findings = findings;
    }

    /** Sorted by name. */
    List<FunctionDefinition> read() {
        List<String> paths = documents.files().paths(Part.FUNCTION_SOURCE);
        paths.stream().filter(path -> !isOld(path)).forEach(path -> sources.put(Part.FUNCTION_SOURCE.name(path), path));
        List<JsonObject> entries = documents.files().has(CONFIG) ? documents.list(CONFIG) : List.of();
        entries.forEach(this::readEntry);
        documents.files().paths(Part.OLD_FUNCTION).forEach(this::readOld);
        paths.stream()
                .filter(path -> isOld(path) && !documents.files().has(oldFolder(path) + OLD_CONFIG))
                .forEach(path -> sources.putIfAbsent(oldName(path), path));
        sources.forEach(this::addWithoutEntry);
        documents
                .optionalObject(FOLDER + "package.json")
                .ifPresent(packages ->
                        findings.add(packages.file(), Kind.FILE, Action.WAITING, "The packages that functions use."));
        return List.copyOf(functions.values());
    }

    /** A function may be named {@code source} in a folder; it is of the older form where nothing else is. */
    private boolean isOld(String path) {
        return path.endsWith(OLD_SOURCE)
                && (documents.files().has(oldFolder(path) + OLD_CONFIG)
                        || !documents.files().has(CONFIG));
    }

    private static String oldFolder(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    private static String oldName(String path) {
        return oldFolder(path).substring(FOLDER.length());
    }

    private void readEntry(JsonObject entry) {
        String name = entry.requiredText("name");
        if (functions.containsKey(name)) {
            throw entry.problem("name", "Another function has the name " + Printable.quote(name) + ", too.");
        }
        read(entry, name, Optional.ofNullable(sources.get(name)), "functions/");
    }

    private void readOld(String path) {
        JsonObject entry = documents.object(path);
        String name = entry.text("name").orElseGet(() -> Part.OLD_FUNCTION.name(path));
        String source = oldFolder(path) + OLD_SOURCE;
        if (functions.containsKey(name) || sources.containsKey(name)) {
            boolean isNewer = documents.files().has(CONFIG) || sources.containsKey(name);
            if (!isNewer) {
                throw entry.problem("name", "Another function has the name " + Printable.quote(name) + ", too.");
            }
            findings.add(path, Kind.FUNCTION, Action.WARNING, "It is ignored, because its newer form is there, too.");
            return;
        }
        read(entry, name, Optional.of(source).filter(documents.files()::has), oldFolder(path) + "/");
    }

    private void read(JsonObject entry, String name, Optional<String> source, String place) {
        boolean isPrivate = entry.flag("private");
        boolean runAsSystem = entry.flag("run_as_system");
        entry.text("run_as_user_id");
        entry.text("run_as_user_id_script_source");
        entry.flag("disable_arg_logs");
        // Exports of older apps carry the last ones, which have no meaning outside of the old server.
        entry.knows("can_evaluate", "id", "_id", "source", "last_modified").reportUnknown(Kind.FUNCTION, findings);
        String quoted = Printable.quote(name);
        report(entry, Action.WAITING, "The function " + quoted + ".");
        if (source.isEmpty()) {
            report(entry, Action.WARNING, "The function " + quoted + " has no source file in " + place + ".");
        }
        functions.put(name, new FunctionDefinition(name, isPrivate, runAsSystem, source));
    }

    private void report(JsonObject entry, Action action, String message) {
        findings.add(entry.file(), entry.path(), Kind.FUNCTION, action, message);
    }

    private void addWithoutEntry(String name, String path) {
        if (functions.containsKey(name)) {
            return;
        }
        functions.put(name, new FunctionDefinition(name, false, false, Optional.of(path)));
        findings.add(
                path,
                Kind.FUNCTION,
                Action.WAITING,
                "The function " + Printable.quote(name) + ", without an entry in "
                        + (isOld(path) ? oldFolder(path) + OLD_CONFIG : CONFIG) + ": public, run as its caller.");
    }
}
