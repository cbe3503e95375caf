package dev.appservices.migration;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.node.NullNode;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/** The app's own values, one per file. */
final class ValueReader {
    private final Documents documents;
    private final Templates templates;
    private final Findings findings;

    ValueReader(Documents documents, Templates templates, Findings findings) {
        this.documents = documents;
        this.templates = templates;
        this.findings = findings;
    }

    /** The names, sorted; provider files are resolved with the values themselves. */
    Set<String> read() {
        SortedSet<String> names = new TreeSet<>();
        for (String path : documents.files().paths(Part.VALUE)) {
            JsonObject file = documents.object(path);
            String name = file.text("name").orElse(Part.VALUE.name(path));
            boolean fromSecret = file.flag("from_secret");
            if (fromSecret && !file.isText("value")) {
                throw file.problem("value", "This must be the name of a secret, because from_secret is true.");
            }
            if (!names.add(name)) {
                throw file.problem("name", "Another file has the value " + Printable.quote(name) + ", too.");
            }
            templates.addValue(name, new Templates.Value(file.any("value").orElse(NullNode.instance), fromSecret));
            file.knows("id", "_id", "private").reportUnknown(Kind.VALUE, findings);
            findings.add(
                    path,
                    Kind.VALUE,
                    Action.WAITING,
                    "The value " + Printable.quote(name) + (fromSecret ? ", from a secret." : "."));
        }
        return names;
    }
}
