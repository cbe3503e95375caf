package dev.appservices.keycloak;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;
import dev.appservices.testing.SharedServer;

import static dev.appservices.testing.SdkClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

/** What an operator sees of an app's users in the admin console. */
class EventsIT {
    private final SharedServer server = SharedServer.get();
    private final SdkClient sdk = new SdkClient(server);
    private final AdminConsole console = new AdminConsole(server);

    @Test
    void eventsNameTheRequestThatTheReplyNames() {
        String email = SdkClient.newEmail();
        Reply registered = sdk.register(email, PASSWORD);
        Reply login = sdk.login(email, PASSWORD);
        Reply refused = sdk.login(email, "wrong password");
        Reply loggedOut = sdk.logout(login.text("refresh_token"));

        String user = console.user(login.text("user_id")).get("id").textValue();
        assertThat(eventOf(registered)).isEqualTo("REGISTER");
        assertThat(eventOf(login)).isEqualTo("LOGIN of " + user);
        assertThat(eventOf(refused)).isEqualTo("LOGIN_ERROR of " + user + ": invalid_user_credentials");
        assertThat(eventOf(loggedOut)).isEqualTo("LOGOUT of " + user);
    }

    @Test
    void userDeletedInTheConsoleIsGoneAndMayRegisterAgain() {
        String email = SdkClient.newEmail();
        Reply old = sdk.newUser(email);
        assertThat(documents(old.text("user_id"))).isEqualTo(1);

        console.delete(console.userPath(old.text("user_id")));

        assertThat(documents(old.text("user_id"))).isZero();
        assertThat(sdk.login(email, PASSWORD).outcome())
                .isEqualTo(Reply.error(401, "InvalidPassword", "invalid username/password"));
        assertThat(sdk.newUser(email).text("user_id")).isNotEqualTo(old.text("user_id"));
    }

    @Test
    void consoleFindsUserByIdAndByPartOfTheAddress() {
        String email = SdkClient.newEmail();
        String userId = sdk.newUser(email).text("user_id");
        sdk.newUser(SdkClient.newEmail());

        assertThat(found(userId)).containsExactly(userId);
        assertThat(found(email)).containsExactly(userId);
        assertThat(found("*" + email.substring(3, 25) + "*")).containsExactly(userId);
        assertThat(found(email.substring(0, 25))).containsExactly(userId);
        assertThat(found(email.substring(3, 25))).isEmpty();
        assertThat(found("0" + email)).isEmpty();
    }

    private List<String> found(String text) {
        return console.search(text).findValuesAsText("username");
    }

    /** The one event of a request in short: its type, whose it is if it says so, and the error if it is one. */
    private String eventOf(Reply reply) {
        assertThat(reply.requestId()).isNotEmpty();
        List<JsonNode> events = console.eventsOf(reply.requestId());
        assertThat(events).hasSize(1);
        JsonNode event = events.get(0);
        return event.path("type").asText()
                + (event.hasNonNull("userId") ? " of " + event.path("userId").asText() : "")
                + (event.hasNonNull("error") ? ": " + event.path("error").asText() : "");
    }

    private long documents(String userId) {
        try (MongoClient client = MongoClients.create(server.connectionString())) {
            return client.getDatabase("app_services_" + server.realm())
                    .getCollection("users")
                    .countDocuments(new Document("_id", new ObjectId(userId)));
        }
    }
}
