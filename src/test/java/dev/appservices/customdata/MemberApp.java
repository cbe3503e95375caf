package dev.appservices.customdata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.nimbusds.jwt.SignedJWT;
import org.bson.Document;

import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.AdminRest;
import dev.appservices.testing.ExportedApp;
import dev.appservices.testing.OwnApp;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SharedServer;

/** An app of one test with a collection of members, and what its tokens say of them. */
final class MemberApp implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OwnApp app = OwnApp.create();
    private final MongoClient mongo = MongoClients.create(SharedServer.get().connectionString());
    private final SdkClient sdk = new SdkClient(app);
    private final AdminConsole console = new AdminConsole(app);

    private MemberApp() {}

    /** Deployed with custom user data in the exported directory. */
    static MemberApp create() {
        MemberApp members = new MemberApp();
        members.deploy(members.export()
                .with(
                        "auth/custom_user_data.json",
                        "{\"enabled\": true, \"mongo_service_name\": \"mongodb-atlas\", \"database_name\": \""
                                + members.database()
                                + "\", \"collection_name\": \"members\", \"user_id_field\": \"userId\"}"));
        return members;
    }

    OwnApp app() {
        return app;
    }

    SdkClient sdk() {
        return sdk;
    }

    AdminConsole console() {
        return console;
    }

    String database() {
        return "data_" + app.realm();
    }

    MongoCollection<Document> members() {
        return mongo.getDatabase(database()).getCollection("members");
    }

    ExportedApp export() {
        return ExportedApp.of(app.appId()).withGuests();
    }

    /** The plan of the deployment. */
    String deploy(ExportedApp export) {
        AdminRest.Reply reply = rest("POST", "deployments", export.bytes());
        if (reply.status() != 201) {
            throw new AssertionError("Not deployed: " + reply);
        }
        return reply.json().path("plan").toString();
    }

    /** What the server tells of the database. */
    JsonNode report() {
        return rest("GET", "database", "".getBytes(StandardCharsets.UTF_8)).json();
    }

    private AdminRest.Reply rest(String method, String path, byte[] body) {
        return new AdminRest(app.baseUrl(), app.realm())
                .send(method, path, app.admin().token(), Map.of("Content-Type", "application/zip"), body);
    }

    /** Or Keycloak's token endpoint would ask for the names that users of SDKs have not. */
    void allowIncompleteProfiles() {
        String path = "/authentication/required-actions/VERIFY_PROFILE";
        console.put(path, ((ObjectNode) console.get(path)).put("enabled", false));
    }

    /** The claims of a token as they are on the wire. */
    static JsonNode claims(String token) {
        try {
            return JSON.readTree(SignedJWT.parse(token).getParsedParts()[1].decode());
        } catch (ParseException | IOException e) {
            throw new AssertionError("Not a token: " + token, e);
        }
    }

    /** The claim that SDKs read; a missing node if there is none. */
    JsonNode refreshedData(SdkClient.Reply login) {
        return claims(sdk.refresh(login.text("refresh_token")).text("access_token"))
                .path("user_data");
    }

    @Override
    public void close() {
        mongo.getDatabase(database()).drop();
        mongo.close();
        app.close();
    }
}
