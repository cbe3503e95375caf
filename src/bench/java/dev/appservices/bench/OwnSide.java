package dev.appservices.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import dev.appservices.testing.AdminApi;
import dev.appservices.testing.SharedServer;
import java.util.Map;
import org.bson.Document;

/** The app of the bench, and its routes. */
final class OwnSide {
    private static final String COLLECTION = "bench_members";

    private final Http http;
    private final SharedServer server;
    private final AdminApi admin;
    private final String api;
    private final String app;
    private final String password;

    OwnSide(Http http, SharedServer server, String password) {
        this.http = http;
        this.server = server;
        this.admin = server.admin();
        this.api = server.baseUrl() + "/api/client/v2.0";
        this.app = api + "/app/" + server.appId();
        this.password = password;
    }

    /** All requests come from one address. */
    void withoutLimits() {
        set(Map.of(
                "registrationsPerHour", "0",
                "anonymousLoginsPerHour", "0",
                "failedLoginsPerHour", "0"));
    }

    /** From now on each token has a small document of the user. */
    void withCustomData(Iterable<String> userIds) {
        String database = "app_services_bench";
        try (MongoClient mongo = MongoClients.create(server.connectionString())) {
            MongoCollection<Document> members = mongo.getDatabase(database).getCollection(COLLECTION);
            members.createIndex(Indexes.ascending("userId"));
            userIds.forEach(id -> members.insertOne(
                    new Document("userId", id).append("role", "member").append("plan", "gold").append("logins", 12)));
        }
        set(Map.of(
                "customDataDatabaseName", database,
                "customDataCollectionName", COLLECTION,
                "customDataUserIdField", "userId"));
    }

    void withoutCustomData() {
        set(Map.of("customDataCollectionName", "", "customDataDatabaseName", "", "customDataUserIdField", ""));
    }

    /** With which access tokens are signed from now on. */
    void sign(String algorithm) {
        Peer.Clients.sign(admin, server.realm(), server.appId(), algorithm);
    }

    void register(String email) {
        http.json(app + "/auth/providers/local-userpass/register", fields("email", email));
    }

    JsonNode login(String email) {
        return http.json(app + "/auth/providers/local-userpass/login", fields("username", email));
    }

    /** A login that is refused. */
    void guess(String email) {
        String body = Http.JSON.createObjectNode()
                .put("username", email)
                .put("password", "not the password")
                .toString();
        http.refused(app + "/auth/providers/local-userpass/login", body, 401);
    }

    JsonNode anonymous() {
        return http.json(app + "/auth/providers/anon-user/login", "{}");
    }

    String newKey(String refreshToken) {
        return http.json(api + "/auth/api_keys", "{\"name\":\"bench\"}", refreshToken)
                .required("key")
                .textValue();
    }

    JsonNode loginWithKey(String key) {
        return http.json(app + "/auth/providers/api-key/login", "{\"key\":\"" + key + "\"}");
    }

    String refresh(String refreshToken) {
        return http.bearer("POST", api + "/auth/session", refreshToken);
    }

    String profile(String accessToken) {
        return http.bearer("GET", api + "/auth/profile", accessToken);
    }

    private String fields(String addressField, String email) {
        return Http.JSON.createObjectNode()
                .put(addressField, email)
                .put("password", password)
                .toString();
    }

    private void set(Map<String, String> settings) {
        String path = "/realms/" + server.realm() + "/components";
        ObjectNode component = (ObjectNode) admin.get(path + "?type=org.keycloak.storage.UserStorageProvider")
                .required(0);
        settings.forEach((key, value) -> component.withObject("/config").putArray(key).add(value));
        admin.put(path + "/" + component.required("id").textValue(), component);
    }
}
