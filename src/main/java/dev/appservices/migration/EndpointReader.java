package dev.appservices.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/** HTTPS endpoints, whose folder has two names, and the webhooks of services that came before them. */
final class EndpointReader {
    private static final String ANY = "*";

    private final Documents documents;
    private final Findings findings;

    EndpointReader(Documents documents, Findings findings) {
        this.documents = documents;
        this.findings = findings;
    }

    List<EndpointDefinition> read(List<Service> services) {
        List<EndpointDefinition> endpoints = new ArrayList<>();
        for (String path : documents.files().paths(Part.ENDPOINTS)) {
            documents.list(path).forEach(entry -> endpoints.add(read(entry)));
        }
        for (String path : documents.files().paths(Part.WEBHOOK)) {
            services.stream()
                    .filter(service -> service.has(path))
                    .forEach(service -> endpoints.add(readWebhook(service, documents.object(path))));
        }
        documents.files().paths(Part.DATA_API).forEach(path -> readDataApi(documents.object(path)));
        return endpoints;
    }

    private EndpointDefinition read(JsonObject entry) {
        EndpointDefinition endpoint = new EndpointDefinition(
                entry.requiredText("route"),
                entry.requiredText("http_method"),
                entry.text("function_name"),
                Optional.empty(),
                entry.flag("disabled"));
        for (String flag : List.of("respond_result", "fetch_custom_user_data", "create_user_on_auth")) {
            entry.flag(flag);
        }
        for (String text : List.of("validation_method", "secret_name", "return_type", "function_id", "id", "_id")) {
            entry.text(text);
        }
        entry.reportUnknown(Kind.ENDPOINT, findings);
        report(entry, "The endpoint ", endpoint);
        return endpoint;
    }

    private void report(JsonObject entry, String what, EndpointDefinition endpoint) {
        findings.add(
                entry.file(),
                entry.path(),
                Kind.ENDPOINT,
                Action.WAITING,
                what
                        + Printable.quote(endpoint.httpMethod() + " " + endpoint.route())
                        + (endpoint.disabled() ? ", switched off in the app." : "."));
    }

    private EndpointDefinition readWebhook(Service service, JsonObject file) {
        String folder = file.file().substring(0, file.file().lastIndexOf('/'));
        String name = file.text("name").orElse(folder.substring(folder.lastIndexOf('/') + 1));
        Optional<JsonObject> options = file.object("options");
        String method = options.flatMap(object -> object.text("httpMethod")).orElse(ANY);
        options.ifPresent(this::readOptions);
        EndpointDefinition webhook = new EndpointDefinition(
                "/service/" + service.name() + "/incoming_webhook/" + name,
                method.equals("ANY") ? ANY : method,
                Optional.empty(),
                Optional.of(folder + "/source.js").filter(documents.files()::has),
                file.flag("disabled"));
        List.of("respond_result", "fetch_custom_user_data", "create_user_on_auth", "run_as_authed_user")
                .forEach(file::flag);
        file.knows("id", "_id", "run_as_user_id", "run_as_user_id_script_source", "can_evaluate", "disable_arg_logs")
                .reportUnknown(Kind.ENDPOINT, findings);
        report(file, "The webhook ", webhook);
        if (webhook.source().isEmpty()) {
            findings.add(file.file(), Kind.ENDPOINT, Action.WARNING, "The webhook has no source.js beside it.");
        }
        return webhook;
    }

    private void readOptions(JsonObject options) {
        options.text("validationMethod");
        if (options.text("secret").isPresent()) {
            findings.add(
                    options.file(),
                    options.path().child("secret"),
                    Kind.SECRET,
                    Action.WARNING,
                    "The webhook's secret stands in the file itself; make it a secret.");
        }
        options.knows("secret_name", "secretName").reportUnknown(Kind.ENDPOINT, findings);
    }

    private void readDataApi(JsonObject file) {
        boolean disabled = file.flag("disabled");
        file.texts("versions");
        for (String flag :
                List.of("create_user_on_auth", "run_as_system", "log_function_arguments", "fetch_custom_user_data")) {
            file.flag(flag);
        }
        for (String text : List.of(
                "return_type", "run_as_user_id", "run_as_user_id_script_source", "validation_method", "secret_name")) {
            file.text(text);
        }
        file.knows("can_evaluate").reportUnknown(Kind.ENDPOINT, findings);
        findings.add(
                file.file(),
                Kind.ENDPOINT,
                Action.WAITING,
                "The Data API" + (disabled ? ", switched off in the app." : "."));
    }
}
