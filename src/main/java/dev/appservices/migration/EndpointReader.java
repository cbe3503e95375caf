package dev.appservices.migration;

import java.util.ArrayList;
import java.util.List;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/** HTTPS endpoints; their folder has two names in both generations. */
final class EndpointReader {
    private final Documents documents;
    private final Findings findings;

    EndpointReader(Documents documents, Findings findings) {
        this.documents = documents;
        this.findings = findings;
    }

    List<EndpointDefinition> read() {
        List<EndpointDefinition> endpoints = new ArrayList<>();
        for (String path : documents.files().paths(Part.ENDPOINTS)) {
            documents.list(path).forEach(entry -> endpoints.add(read(entry)));
        }
        documents.files().paths(Part.DATA_API).forEach(path -> readDataApi(documents.object(path)));
        return endpoints;
    }

    private EndpointDefinition read(JsonObject entry) {
        EndpointDefinition endpoint = new EndpointDefinition(
                entry.requiredText("route"),
                entry.requiredText("http_method"),
                entry.text("function_name"),
                entry.flag("disabled"));
        for (String flag : List.of("respond_result", "fetch_custom_user_data", "create_user_on_auth")) {
            entry.flag(flag);
        }
        for (String text : List.of("validation_method", "secret_name", "return_type", "function_id", "id", "_id")) {
            entry.text(text);
        }
        entry.reportUnknown(Kind.ENDPOINT, findings);
        findings.add(
                entry.file(),
                entry.path(),
                Kind.ENDPOINT,
                Action.WAITING,
                "The endpoint " + Printable.quote(endpoint.httpMethod() + " " + endpoint.route())
                        + (endpoint.disabled() ? ", switched off in the app." : "."));
        return endpoint;
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
