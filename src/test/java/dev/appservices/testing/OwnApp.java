package dev.appservices.testing;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;
import org.bson.types.ObjectId;

import dev.appservices.app.ObjectIds;

/** An app of one test on the shared server, with a realm, users, and the logins anon-user and local-userpass. */
public final class OwnApp implements AppServer, AutoCloseable {
    private static final String STEPS = "/authentication/flows/app-services-login/executions";

    private final SharedServer server = SharedServer.get();
    private final String name = "own-" + ObjectIds.random().substring(0, 8);
    private final MongoClient mongo = MongoClients.create(server.connectionString());

    private OwnApp() {}

    public static OwnApp create() {
        OwnApp app = new OwnApp();
        app.admin().post("/realms", Map.of("realm", app.name, "enabled", true));
        AdminConsole console = new AdminConsole(app);
        console.post(
                "/components",
                Map.of(
                        "name", "app-services",
                        "providerId", "app-services",
                        "providerType", "org.keycloak.storage.UserStorageProvider",
                        "parentId", console.get("").get("id").textValue(),
                        "config", Map.of("appId", List.of(app.appId()))));
        for (JsonNode step : console.get(STEPS)) {
            if (step.path("providerId").asText().matches("app-services-(anon-user|local-userpass)")) {
                console.put(STEPS, ((ObjectNode) step).put("requirement", "ALTERNATIVE"));
            }
        }
        return app;
    }

    @Override
    public String baseUrl() {
        return server.baseUrl();
    }

    @Override
    public String appId() {
        return name + "-app";
    }

    @Override
    public String realm() {
        return name;
    }

    @Override
    public AdminApi admin() {
        return server.admin();
    }

    public MongoCollection<Document> users() {
        return mongo.getDatabase("app_services_" + name).getCollection("users");
    }

    /** The document of the user whom the app knows by 24 hex digits. */
    public Document document(String userId) {
        Document found = users().find(new Document("_id", new ObjectId(userId))).first();
        if (found == null) {
            throw new AssertionError("There is no document of the user " + userId);
        }
        return found;
    }

    @Override
    public void close() {
        admin().delete("/realms/" + name);
        mongo.getDatabase("app_services_" + name).drop();
        mongo.close();
    }
}
