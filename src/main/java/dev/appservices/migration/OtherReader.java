package dev.appservices.migration;

import java.util.List;
import java.util.stream.Collectors;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/** What has no definition of its own yet, or never will: checked to be JSON, counted, and reported. */
final class OtherReader {
    /** Keys of the root file before 2021. */
    static final String HOSTING = "hosting";

    static final String SYNC = "sync";

    private static final int MAX_NAMED = 10;

    private final Documents documents;
    private final Findings findings;

    OtherReader(Documents documents, Findings findings) {
        this.documents = documents;
        this.findings = findings;
    }

    void read(JsonObject root) {
        root.object(HOSTING).ifPresent(this::readHosting);
        root.object(SYNC).ifPresent(this::skipSync);
        for (String path : documents.files().paths(Part.GRAPHQL)) {
            documents.object(path);
            findings.add(path, Kind.GRAPHQL, Action.WAITING, "Settings or a resolver of the GraphQL API.");
        }
        documents.files().paths(Part.HOSTING).forEach(path -> readHosting(documents.object(path)));
        for (String path : documents.files().paths(Part.HOSTING_METADATA)) {
            documents.json(path);
            findings.add(path, Kind.HOSTING, Action.SKIPPED, "Web sites are not hosted here.");
        }
        documents.files().paths(Part.SYNC).forEach(path -> skipSync(documents.object(path)));
        documents.files().paths(Part.LOG_FORWARDER).forEach(path -> readLogForwarder(documents.object(path)));
        readForeign();
    }

    private void skipSync(JsonObject sync) {
        findings.add(sync.file(), sync.path(), Kind.SYNC, Action.SKIPPED, "Device Sync is not served.");
    }

    private void readHosting(JsonObject file) {
        boolean enabled = file.flag("enabled");
        String addresses = List.of("custom_domain", "app_default_domain").stream()
                .flatMap(key -> file.text(key).stream())
                .map(domain -> "https://" + domain)
                .collect(Collectors.joining(" and "));
        String hint = enabled && !addresses.isEmpty()
                ? " Pages of " + addresses + " need a place in allowed_request_origins and in redirect_uris."
                : "";
        findings.add(file.file(), file.path(), Kind.HOSTING, Action.SKIPPED, "Web sites are not hosted here." + hint);
    }

    private void readLogForwarder(JsonObject file) {
        boolean auth = file.texts("log_types").contains("auth");
        String hint = auth ? " Logins are events of the realm; an event listener can forward them." : "";
        findings.add(file.file(), Kind.LOG_FORWARDER, Action.SKIPPED, "Logs are not forwarded." + hint);
    }

    private void readForeign() {
        AppFiles files = documents.files();
        for (String path : files.ignored()) {
            if (Part.isMisplaced(path)) {
                findings.add(path, Kind.FILE, Action.WARNING, "This is not a file of an exported app and is ignored.");
            } else if (Part.of(path).filter(Part.ROOT::equals).isPresent()) {
                findings.add(
                        path, Kind.FILE, Action.WARNING, "It is ignored, because " + files.rootFile() + " is newer.");
            }
        }
        List<String> foreign = files.ignored().stream()
                .filter(path -> !Part.isMisplaced(path))
                .filter(path -> Part.of(path).isEmpty())
                .toList();
        if (!foreign.isEmpty()) {
            String names = foreign.stream()
                    .limit(MAX_NAMED)
                    .map(path -> Printable.cut(path, Printable.MAX_QUOTED))
                    .collect(Collectors.joining(", "));
            findings.add(
                    ".",
                    Kind.FILE,
                    Action.SKIPPED,
                    "Files that are not part of an app: " + foreign.size() + " (" + names
                            + (foreign.size() > MAX_NAMED ? ", ...)" : ")"));
        }
        if (files.hosted() > 0) {
            findings.add(
                    "hosting/files", Kind.HOSTING, Action.SKIPPED, "Files of the app's web site: " + files.hosted());
        }
    }
}
