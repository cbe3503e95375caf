package dev.appservices.user;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.appservices.http.Replies;
import dev.appservices.keycloak.AdminCall;
import dev.appservices.user.DatabaseReport.Index;
import dev.appservices.user.DatabaseReport.Problem;

/** {@code /admin/realms/{realm}/app-services/database}. */
public final class DatabaseResource {
    private DatabaseResource() {}

    /** What the node that answers knows of the realm's database; it does not ask the database now. */
    public static ResponseBuilder get(AdminCall call) {
        return Replies.json(200, json(call.databaseReport()));
    }

    private static Map<String, Object> json(DatabaseReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        report.checkedAt().map(Instant::toString).ifPresent(at -> json.put("checkedAt", at));
        report.changeStreams().ifPresent(streams -> json.put("changeStreams", streams));
        json.put(
                "indexes", report.indexes().stream().map(DatabaseResource::json).toList());
        json.put(
                "problems",
                report.problems().stream().map(DatabaseResource::json).toList());
        return json;
    }

    private static Map<String, Object> json(Index index) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("collection", index.collection());
        json.put("fields", index.fields());
        json.put("unique", index.unique());
        json.put("state", index.state().name().toLowerCase(Locale.ROOT));
        index.reason().ifPresent(reason -> json.put("reason", reason));
        if (!index.duplicates().isEmpty()) {
            json.put("duplicates", index.duplicates());
        }
        return json;
    }

    private static Map<String, Object> json(Problem problem) {
        return Map.of("reason", problem.reason(), "count", problem.count(), "ids", List.copyOf(problem.ids()));
    }
}
