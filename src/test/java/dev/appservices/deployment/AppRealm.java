package dev.appservices.deployment;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.AdminApi;
import dev.appservices.testing.AdminRest;
import dev.appservices.testing.AdminRest.Reply;
import dev.appservices.testing.ExportedApp;
import dev.appservices.testing.SharedServer;

/** A realm of a test's own, with admin events, and what an operator does with it in the console and by deployments. */
final class AppRealm {
    private static final String EXPORT = "/partial-export?exportClients=true&exportGroupsAndRoles=true";

    private final AdminApi admin = SharedServer.get().admin();
    private final String name = "r" + ObjectIds.random();
    private final String path = "/realms/" + name;
    private final AdminRest rest = new AdminRest(SharedServer.get().baseUrl(), name);

    private AppRealm() {}

    static AppRealm create() {
        AppRealm realm = new AppRealm();
        realm.admin.post(
                "/realms",
                Map.of(
                        "realm", realm.name,
                        "enabled", true,
                        "adminEventsEnabled", true,
                        "adminEventsDetailsEnabled", true));
        return realm;
    }

    String name() {
        return name;
    }

    Reply deploy(ExportedApp zip, String query) {
        return deploy(zip.bytes(), query, Map.of("Content-Type", "application/zip"));
    }

    Reply deploy(byte[] body, String query, Map<String, String> headers) {
        return rest.send("POST", "deployments" + query, admin.token(), headers, body);
    }

    JsonNode deployments() {
        return rest.send("GET", "deployments", admin.token(), Map.of(), new byte[0])
                .json();
    }

    JsonNode get(String below) {
        return admin.get(path + below);
    }

    void post(String below, Object body) {
        admin.post(path + below, body);
    }

    void put(String below, Object body) {
        admin.put(path + below, body);
    }

    void delete(String below) {
        admin.delete(path + below);
    }

    /** All that a realm export has: realm, clients, flows, components, mappers, scopes; lists in a stable order. */
    JsonNode export() {
        return sorted(admin.post(path + EXPORT, Map.of()));
    }

    ObjectNode client(String clientId) {
        return (ObjectNode) get("/clients?clientId=" + clientId).required(0);
    }

    /** The step of a provider in the flow that deployments make. */
    ObjectNode step(String provider) {
        return StreamSupport.stream(steps().spliterator(), false)
                .filter(step -> step.path("providerId").asText().equals("app-services-" + provider))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no step of " + provider));
    }

    JsonNode steps() {
        return get("/authentication/flows/app-services-login/executions");
    }

    void require(String provider, String requirement) {
        put(
                "/authentication/flows/app-services-login/executions",
                step(provider).put("requirement", requirement));
    }

    String requirement(String provider) {
        return step(provider).path("requirement").asText();
    }

    /** The events that deployments wrote. */
    List<JsonNode> events() {
        return StreamSupport.stream(get("/admin-events?max=1000").spliterator(), false)
                .filter(event -> event.path("resourcePath").asText().startsWith("app-services/"))
                .toList();
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(sorted(field.getValue())));
        } else if (node instanceof ArrayNode array) {
            List<JsonNode> items = StreamSupport.stream(array.spliterator(), false)
                    .map(AppRealm::sorted)
                    .sorted((one, other) -> one.toString().compareTo(other.toString()))
                    .toList();
            array.removeAll().addAll(items);
        }
        return node;
    }
}
