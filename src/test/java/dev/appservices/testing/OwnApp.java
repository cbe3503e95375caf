package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

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
    private static final long LIMIT_NANOS = 60_000_000_000L;

    private final SharedServer server = SharedServer.get();
    private final String name = "own-" + ObjectIds.random().substring(0, 8);
    private final MongoClient mongo = MongoClients.create(server.connectionString());

    private OwnApp() {}

    public static OwnApp create() {
        return create(exported -> exported.withGuests());
    }

    /** @param providers the file of the providers */
    public static OwnApp create(String providers) {
        return create(exported -> exported.providers(providers));
    }

    private static OwnApp create(UnaryOperator<ExportedApp> changes) {
        OwnApp app = new OwnApp();
        app.admin().post("/realms", Map.of("realm", app.name, "enabled", true));
        AdminRest.Reply reply = new AdminRest(app.baseUrl(), app.name)
                .send(
                        "POST",
                        "deployments",
                        app.admin().token(),
                        Map.of("Content-Type", "application/zip"),
                        changes.apply(ExportedApp.of(app.appId())).bytes());
        if (reply.status() != 201) {
            throw new AssertionError("Not deployed: " + reply);
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
        return collection("users");
    }

    public MongoCollection<Document> collection(String collection) {
        return mongo.getDatabase("app_services_" + name).getCollection(collection);
    }

    /** Saves one setting of the app, as the console does. */
    public void set(String key, String value) {
        JsonNode components =
                admin().get("/realms/" + name + "/components?type=org.keycloak.storage.UserStorageProvider");
        ObjectNode component = (ObjectNode) components.required(0);
        ((ObjectNode) component.get("config")).putArray(key).add(value);
        admin().put("/realms/" + name + "/components/" + component.get("id").textValue(), component);
    }

    /** Until all indexes are made: the embedded stand-in fails at a write while it makes one. */
    public OwnApp withIndexes() {
        AdminRest rest = new AdminRest(baseUrl(), name);
        rest.send("GET", "api-keys", admin().token(), Map.of(), new byte[0]);
        await(() -> {
            List<String> states = rest.send("GET", "database", admin().token(), Map.of(), new byte[0])
                    .json()
                    .path("indexes")
                    .findValuesAsText("state");
            return !states.isEmpty() && states.stream().allMatch("present"::equals);
        });
        return this;
    }

    /** What the extension has logged of this realm. */
    public List<LogLine> logged() {
        return lines().stream()
                .flatMap(line -> LogLine.parse(line).stream())
                .filter(line -> line.isOurs() && line.message().contains(name))
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
