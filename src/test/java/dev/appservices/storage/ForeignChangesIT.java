package dev.appservices.storage;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.appservices.login.localuserpass.MongoPendingUsers;
import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.AdminRest;
import dev.appservices.testing.Deadline;
import dev.appservices.testing.Readme;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;
import dev.appservices.testing.SharedServer;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

/** Users whom other programs put in, change and delete in MongoDB. */
class ForeignChangesIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final SharedServer server = SharedServer.get();
    private final SdkClient sdk = new SdkClient(server);
    private final AdminConsole console = new AdminConsole(server);
    private final MongoClient client = MongoClients.create(server.connectionString());
    private final MongoCollection<Document> users =
            client.getDatabase("app_services_" + server.realm()).getCollection("users");

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void importOfTheReadmeMakesFullUsers() {
        List<Document> documents = Readme.block("sh", "mongoimport")
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(Document::parse)
                .toList();
        assertThat(documents).hasSizeGreaterThan(1);
        users.insertMany(documents);

        for (Document document : documents) {
            String id = document.getObjectId("_id").toHexString();
            String email = document.getList("identities", Document.class)
                    .get(0)
                    .get("data", Document.class)
                    .getString("email");
            assertThat(Deadline.in(LONG).until(() -> console.search(email).size() == 1))
                    .as(email)
                    .isTrue();
            assertThat(sdk.login(email, SdkClient.PASSWORD).status()).isEqualTo(401);

            console.put(
                    console.userPath(id) + "/reset-password",
                    Map.of("type", "password", "value", SdkClient.PASSWORD, "temporary", false));

            assertThat(sdk.login(email, SdkClient.PASSWORD).text("user_id")).isEqualTo(id);
        }
    }

    @Test
    void userChangedAsTheReadmeSaysIsFoundByTheNewName() {
        Reply login = sdk.newUser(SdkClient.newEmail());
        String name = "Name" + login.text("user_id");

        update(login, Updates.combine(Updates.set("firstName", name), Updates.unset("schemaVersion")));

        assertThat(Deadline.in(LONG).until(() -> console.search(name).size() == 1))
                .isTrue();
    }

    @Test
    void userDisabledInMongoIsRefusedWithinASecond() {
        Reply login = cached(sdk);
        Reply other = cached(sdk);

        update(login, Updates.set("disabled", true));

        assertRefused(sdk, login, Duration.ofSeconds(1));
        assertThat(sdk.profile(other.text("access_token")).status()).isEqualTo(200);
    }

    @Test
    void userDeletedInMongoIsRefusedWithinASecond() {
        Reply login = cached(sdk);

        users.deleteOne(eq("_id", new ObjectId(login.text("user_id"))));

        assertRefused(sdk, login, Duration.ofSeconds(1));
    }

    /** With a cache policy that would keep the user for ever, and a MongoDB that tells nothing. */
    @Test
    void userDisabledWhereThereAreNoChangeStreamsIsRefusedWithinTheConfiguredTime() {
        try (OutageRealm realm = OutageRealm.create()) {
            ObjectNode component = (ObjectNode) realm.console()
                    .get("/components?type=org.keycloak.storage.UserStorageProvider")
                    .get(0);
            component.withObject("/config").putArray("cachePolicy").add("DEFAULT");
            component.withObject("/config").putArray("foreignChangesSeconds").add("2");
            realm.console().put("/components/" + component.get("id").textValue(), component);
            SdkClient ofRealm = new SdkClient(realm.app());
            Reply login = cached(ofRealm);

            realm.disable(login.text("user_id"));

            assertRefused(ofRealm, login, Duration.ofSeconds(3));
            assertThat(report(realm.app().realm()).get("changeStreams").booleanValue())
                    .isFalse();
        }
    }

    @Test
    void reportNamesEveryIndex() {
        sdk.newUser(SdkClient.newEmail());

        assertThat(Deadline.in(LONG).until(() -> report(server.realm()).hasNonNull("checkedAt")))
                .isTrue();

        JsonNode report = report(server.realm());
        assertThat(report.get("indexes"))
                // The one of custom user data is the app's own.
                .filteredOn(index -> !index.get("collection").textValue().contains("."))
                .hasSize(MongoUserIndexes.ALL.size() + MongoPendingUsers.INDEXES.size() + 1)
                .allSatisfy(index -> assertThat(index.get("state").textValue())
                        .as(index.toString())
                        .isEqualTo("present"));
        assertThat(report.get("problems").isArray()).isTrue();
    }

    private JsonNode report(String realm) {
        AdminRest.Reply reply = new AdminRest(server.baseUrl(), realm)
                .send("GET", "database", server.admin().token(), Map.of(), "".getBytes(StandardCharsets.UTF_8));
        assertThat(reply.status()).isEqualTo(200);
        return reply.json();
    }

    /** Logged in, and in Keycloak's cache. */
    private static Reply cached(SdkClient sdk) {
        Reply login = sdk.newUser(SdkClient.newEmail());
        assertThat(sdk.profile(login.text("access_token")).status()).isEqualTo(200);
        assertThat(sdk.refresh(login.text("refresh_token")).status()).isEqualTo(201);
        return login;
    }

    private void update(Reply login, Bson update) {
        assertThat(users.updateOne(eq("_id", new ObjectId(login.text("user_id"))), update)
                        .getModifiedCount())
                .isEqualTo(1);
    }

    private static void assertRefused(SdkClient sdk, Reply login, Duration within) {
        Deadline deadline = Deadline.in(within);
        assertThat(deadline.until(() -> sdk.profile(login.text("access_token")).status() == 401))
                .as("profile")
                .isTrue();
        assertThat(deadline.until(() -> sdk.refresh(login.text("refresh_token")).status() == 401))
                .as("refresh")
                .isTrue();
    }
}
