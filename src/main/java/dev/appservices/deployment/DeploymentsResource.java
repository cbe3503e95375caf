package dev.appservices.deployment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.appservices.error.AppServicesException;
import dev.appservices.http.Replies;
import dev.appservices.keycloak.AdminCall;
import dev.appservices.keycloak.DeployedApp;
import dev.appservices.keycloak.DeploymentResult;
import dev.appservices.migration.AppDirectory;

/** {@code /admin/realms/{realm}/app-services/deployments}. */
public final class DeploymentsResource {
    /**
     * Largest zip that is taken: 10 MiB, which is also where Keycloak's HTTP layer ends a request. It is held in memory,
     * so that the bound is what an administrator can cost the server; the largest public app is far below 1 MB.
     */
    static final int MAX_ZIP_BYTES = 10 * 1024 * 1024;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ZIP = "application/zip";

    private DeploymentsResource() {}

    /** 201 if something was deployed, 200 for a dry run and for a directory that is deployed already. */
    public static ResponseBuilder post(AdminCall call) {
        if (!call.contentType().equals(ZIP)) {
            throw AppServicesException.withoutCode(415, "The body must be a zip of the app's directory, as " + ZIP);
        }
        boolean dryRun = flag(call, "dryRun");
        AppDirectory directory = AppDirectory.readZip(new ByteArrayInputStream(zip(call)));
        DeploymentResult result = call.deploy(directory, dryRun);
        int status = result.changed() && !dryRun ? 201 : 200;
        return call.wantsText()
                ? Response.status(status)
                        .header(HttpHeaders.CONTENT_TYPE, "text/plain;charset=UTF-8")
                        .entity(result.toText())
                : Replies.json(status, json(result));
    }

    /** What is deployed now: one app, or none. */
    public static ResponseBuilder get(AdminCall call) {
        List<Map<String, Object>> apps =
                call.deployedApps().stream().map(DeploymentsResource::json).toList();
        return Replies.json(200, apps);
    }

    private static byte[] zip(AdminCall call) {
        byte[] zip;
        try {
            zip = call.body().readNBytes(MAX_ZIP_BYTES + 1);
        } catch (IOException e) {
            throw AppServicesException.withoutCode(400, "The body could not be read to its end");
        }
        if (zip.length > MAX_ZIP_BYTES) {
            throw AppServicesException.withoutCode(413, "The zip is larger than 10 MiB");
        }
        return zip;
    }

    private static boolean flag(AdminCall call, String name) {
        String text = call.query(name).orElse("false");
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw AppServicesException.withoutCode(400, name + " must be true or false");
        };
    }

    private static Map<String, Object> json(DeploymentResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("appId", result.appId().value());
        json.put("realm", result.realm());
        json.put("dryRun", result.dryRun());
        json.put("changed", result.changed());
        json.put("hash", result.hash());
        json.put("plan", result.plan());
        json.put("report", report(result));
        return json;
    }

    private static JsonNode report(DeploymentResult result) {
        try {
            return MAPPER.readTree(result.report().toJson());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report that was just written could not be read", e);
        }
    }

    private static Map<String, Object> json(DeployedApp app) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("appId", app.appId());
        json.put("hash", app.hash());
        json.put("revision", app.revision());
        app.at().map(Instant::toString).ifPresent(at -> json.put("deployedAt", at));
        app.by().ifPresent(by -> json.put("deployedBy", by));
        return json;
    }
}
