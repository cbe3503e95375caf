package dev.appservices.migration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/** The services of the two oldest generations; newer exports carry only those of third parties. */
final class ServiceReader {
    private static final List<Part> PARTS = List.of(Part.SERVICE, Part.SERVICE_RULE, Part.WEBHOOK, Part.WEBHOOK_SOURCE);

    private final Documents documents;
    private final Findings findings;

    ServiceReader(Documents documents, Findings findings) {
        this.documents = documents;
        this.findings = findings;
    }

    /** Sorted by folder. */
    List<Service> read() {
        Set<String> folders = new TreeSet<>();
        for (Part part : PARTS) {
            documents.files().paths(part).forEach(path -> folders.add(folder(path)));
        }
        return folders.stream().map(this::read).toList();
    }

    /** The first two segments. */
    private static String folder(String path) {
        return path.substring(0, path.indexOf('/', path.indexOf('/') + 1));
    }

    private Service read(String folder) {
        String name = folder.substring(folder.indexOf('/') + 1);
        String config = folder + "/config.json";
        if (!documents.files().has(config)) {
            findings.add(config, Kind.SERVICE, Action.WARNING, "The file is missing; the service has no type.");
            return new Service(folder, name, "", Optional.empty());
        }
        JsonObject file = documents.object(config);
        Service service = new Service(
                folder,
                file.text("name").orElse(name),
                file.text("type").orElse(""),
                file.text("id").or(() -> file.text("_id")));
        if (service.isDataSource()) {
            file.object("config")
                    .filter(object -> object.has("sync"))
                    .ifPresent(object -> findings.add(
                            config,
                            object.path().child("sync"),
                            Kind.SYNC,
                            Action.SKIPPED,
                            "Device Sync is not served."));
            file.object("secret_config");
            file.knows("version").reportUnknown(Kind.DATA_SOURCE, findings);
        } else {
            findings.add(config, Kind.SERVICE, Action.SKIPPED, sentence(service.type()));
        }
        return service;
    }

    private static String sentence(String type) {
        String what = "Third-party services are not served.";
        return switch (type) {
            case "twilio" -> what + " Functions that send SMS through it have to call Twilio's own API.";
            case "aws" -> what + " Functions that send mail or store files through it have to call Amazon's own API.";
            default -> what;
        };
    }
}
