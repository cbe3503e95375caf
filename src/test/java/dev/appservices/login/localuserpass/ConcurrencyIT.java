package dev.appservices.login.localuserpass;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.bson.Document;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.Parallel;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;
import dev.appservices.testing.SharedServer;

import static dev.appservices.testing.SdkClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** One address in the hands of many devices at once, and of somebody who guesses. */
class ConcurrencyIT {
    private static final int WRONG_PASSWORDS = 10;

    private final SharedServer server = SharedServer.get();
    private final SdkClient sdk = new SdkClient(server);

    @Test
    void registrationsAndFirstLoginsAtOnceMakeOneUser() {
        String email = SdkClient.newEmail();

        List<Reply> registrations = Parallel.run(20, () -> sdk.register(email, PASSWORD));

        assertThat(registrations.stream().filter(reply -> reply.status() == 201))
                .hasSize(1);
        assertThat(registrations.stream().filter(reply -> reply.status() != 201).map(Reply::outcome))
                .hasSize(19)
                .containsOnly(Reply.error(409, "AccountNameInUse", "name already in use"));
        assertThat(documents("pending_users", email)).isEqualTo(1);
        assertThat(documents("users", email)).isZero();

        List<Reply> logins = Parallel.run(8, () -> sdk.login(email, PASSWORD));

        assertThat(logins).extracting(Reply::status).containsOnly(200);
        assertThat(userIds(logins)).hasSize(1);
        assertThat(documents("users", email)).isEqualTo(1);
        assertThat(documents("pending_users", email)).isZero();
    }

    @Test
    void rightLoginsAtOnceAllSucceed() {
        String email = SdkClient.newEmail();
        String userId = sdk.newUser(email).text("user_id");

        List<Reply> logins = Parallel.run(8, () -> sdk.login(email, PASSWORD));

        assertThat(logins).extracting(Reply::status).containsOnly(200);
        assertThat(userIds(logins)).containsExactly(userId);
    }

    @Test
    void rightPasswordAfterManyWrongOnesIsRefusedAndTheEventTellsWhy() {
        String email = SdkClient.newEmail();
        String neighbor = SdkClient.newEmail();
        sdk.newUser(email);
        sdk.newUser(neighbor);
        String invalid = Reply.error(401, "InvalidPassword", "invalid username/password");
        for (int i = 0; i < WRONG_PASSWORDS; i++) {
            assertThat(sdk.login(email, "wrong password").outcome()).isEqualTo(invalid);
        }

        Reply right = sdk.login(email, PASSWORD);

        assertThat(right.outcome()).isEqualTo(invalid);
        List<JsonNode> events = new AdminConsole(server).eventsOf(right.requestId());
        assertThat(events)
                .extracting(
                        event -> event.path("type").asText(),
                        event -> event.path("error").asText())
                .containsExactly(tuple("LOGIN_ERROR", "user_temporarily_disabled"));
        assertThat(sdk.login(neighbor, PASSWORD).status()).isEqualTo(200);
    }

    private static Set<String> userIds(List<Reply> logins) {
        return logins.stream().map(reply -> reply.text("user_id")).collect(Collectors.toSet());
    }

    private long documents(String collection, String email) {
        try (MongoClient client = MongoClients.create(server.connectionString())) {
            return client.getDatabase("app_services_" + server.realm())
                    .getCollection(collection)
                    .countDocuments(new Document("emailKey", email));
        }
    }
}
