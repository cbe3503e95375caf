package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;

import dev.appservices.app.ObjectIds;

/** An app in a realm of a test's own on the shared server, with guests and with e-mail/password. */
public final class OwnApp implements AppServer, AutoCloseable {
    private static final long LIMIT_NANOS = 60_000_000_000L;

    private final SharedServer server = SharedServer.get();
    private final String realm = "own-" + ObjectIds.random();
    private final MongoClient mongo = MongoClients.create(server.connectionString());

    public OwnApp() {
        admin().post("/realms", Map.of("realm", realm, "enabled", true));
        AdminRest.Reply reply = new AdminRest(baseUrl(), realm)
                .send(
                        "POST",
                        "deployments",
                        admin().token(),
                        Map.of("Content-Type", "application/zip"),
                        ExportedApp.of(appId()).withGuests().bytes());
        if (reply.status() != 201) {
            throw new AssertionError("Not deployed: " + reply);
        }
    }

    @Override
    public String baseUrl() {
        return server.baseUrl();
    }

    @Override
    public String appId() {
        return realm + "-app";
    }

    @Override
    public String realm() {
        return realm;
    }

    @Override
    public AdminApi admin() {
        return server.admin();
    }

    /** Saves one setting of the app, as the console does. */
    public void set(String key, String value) {
        JsonNode components =
                admin().get("/realms/" + realm + "/components?type=org.keycloak.storage.UserStorageProvider");
        ObjectNode component = (ObjectNode) components.required(0);
        ((ObjectNode) component.get("config")).putArray(key).add(value);
        admin().put("/realms/" + realm + "/components/" + component.get("id").textValue(), component);
    }

    /** The documents of the users. */
    public MongoCollection<Document> users() {
        return mongo.getDatabase("app_services_" + realm).getCollection("users");
    }

    /** What the extension has logged of this realm. */
    public List<LogLine> logged() {
        return lines().stream()
                .flatMap(line -> LogLine.parse(line).stream())
                .filter(line -> line.isOurs() && line.message().contains(realm))
                .toList();
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(server.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks again and again; each time costs a request or a read, so this waits for nothing else. */
    public static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("It did not become so within a minute");
            }
        }
    }

    @Override
    public void close() {
        mongo.getDatabase("app_services_" + realm).drop();
        mongo.close();
        admin().delete("/realms/" + realm);
    }
}
