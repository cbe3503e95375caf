package dev.appservices.keycloak;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.NodeProject;
import dev.appservices.testing.OwnApp;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An operator and the users of an app in Keycloak's admin console: a browser clicks, the documents in MongoDB tell what
 * came of it. Pictures are in {@code target/screenshots}.
 */
class ConsoleUsersIT {
    private static final OwnApp APP = OwnApp.create();

    private final AdminConsole console = new AdminConsole(APP);
    private final SdkClient sdk = new SdkClient(APP);

    @BeforeAll
    static void prepareRealm() {
        AdminConsole console = new AdminConsole(APP);
        console.post(
                "/identity-provider/instances",
                Map.of(
                        "alias",
                        "google",
                        "providerId",
                        "google",
                        "config",
                        Map.of("clientId", "a", "clientSecret", "b")));
        ObjectNode profile = (ObjectNode) console.get("/users/profile");
        console.put("/users/profile", profile.put("unmanagedAttributePolicy", "ENABLED"));
    }

    @AfterAll
    static void removeApp() {
        APP.close();
    }

    @Test
    void userWhenMadeInTheConsoleThenCanBeFoundEditedUnlinkedAndDeleted() {
        String email = SdkClient.newEmail();
        play("create", "", email);

        Document made = APP.users().find(new Document("username", "ada.l")).first();
        assertThat(made).isNotNull().containsEntry("email", email).containsEntry("firstName", "Ada");
        assertThat(types(made)).containsExactly("local-userpass");
        String userId = made.getObjectId("_id").toHexString();
        assertThat(sdk.login(email, "lovely engine").text("user_id")).isEqualTo(userId);

        play("edit", userId, email);
        assertThat(APP.document(userId))
                .containsEntry("email", "new." + email)
                .containsEntry("emailKey", "new." + email)
                .containsEntry("firstName", "Augusta")
                .containsEntry("lastName", "Lovelace")
                .containsEntry("attributes", List.of(attribute("plan", "gold")));

        console.post(
                console.userPath(userId) + "/federated-identity/google", Map.of("userId", "g-1", "userName", "ada"));
        assertThat(types(APP.document(userId))).containsExactly("local-userpass", "oauth2-google");
        play("unlink", userId, email);
        assertThat(types(APP.document(userId))).containsExactly("local-userpass");

        play("delete", userId, email);
        assertThat(APP.users().countDocuments(new Document("_id", made.get("_id"))))
                .isZero();
    }

    @Test
    void anonymousUserWhenOpenedThenShownEditedAndDisabled() {
        Reply login = sdk.anonymous(
                Map.of("platform", "android", "platformVersion", "14", "appVersion", "1.2.3", "sdkVersion", "2.0.1"));
        String userId = login.text("user_id");
        Document before = APP.document(userId);

        play("anonymous", userId, "");

        assertThat(APP.document(userId))
                .containsEntry("disabled", true)
                .containsEntry("lastName", "Guest")
                .containsEntry("attributes", List.of(attribute("seat", "14C")))
                .containsEntry("identities", before.get("identities"))
                .containsEntry("devices", before.get("devices"))
                .doesNotContainKeys("email", "firstName");
        assertThat(sdk.refresh(login.text("refresh_token")).status()).isEqualTo(401);
    }

    /** Such a document may come from another program. */
    @Test
    void lastIdentityWhenUnlinkedThenRefusedWithASentence() {
        ObjectId id = new ObjectId(ObjectIds.random());
        Document google = new Document("provider_type", "oauth2-google").append("id", "g-2");
        APP.users()
                .insertOne(new Document("_id", id)
                        .append("username", id.toHexString())
                        .append("createdAt", Date.from(Instant.now()))
                        .append("identities", List.of(google)));

        play("unlink-last", id.toHexString(), "");

        assertThat(types(APP.document(id.toHexString()))).containsExactly("oauth2-google");
    }

    private static void play(String story, String userId, String email) {
        NodeProject.Result result = NodeProject.ready()
                .run(
                        "scenarios/console-users.mjs",
                        Map.of(
                                "BASE_URL",
                                APP.baseUrl(),
                                "ADMIN",
                                "admin",
                                "ADMIN_PASSWORD",
                                "admin-of-the-tests",
                                "REALM",
                                APP.realm(),
                                "APP_ID",
                                APP.appId(),
                                "STORY",
                                story,
                                "USER_ID",
                                userId,
                                "EMAIL",
                                email,
                                "SCREENSHOTS",
                                Path.of("target", "screenshots")
                                        .toAbsolutePath()
                                        .toString()));
        assertThat(result.exitCode())
                .as("the browser printed:%n%s", result.output())
                .isZero();
    }

    private static List<Document> identities(Document user) {
        return user.getList("identities", Document.class);
    }

    private static List<String> types(Document user) {
        List<String> types = new ArrayList<>();
        identities(user).forEach(identity -> types.add(identity.getString("provider_type")));
        return types;
    }

    private static Document attribute(String name, String value) {
        return new Document("name", name).append("values", List.of(value));
    }
}
