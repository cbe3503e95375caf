package dev.appservices.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.Cluster;
import dev.appservices.testing.PostgresServer;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;

import static dev.appservices.testing.SdkClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

/** Who is deleted is nowhere any more, on no node, but in what belongs to the app. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeletionIT {
    /** Keycloak's own record of what happened, which the realm keeps for as long as its settings say. */
    private static final List<String> EVENTS = List.of("admin_event_entity", "event_entity");

    private final Cluster cluster = Cluster.start();
    private final MongoClient mongo = MongoClients.create(cluster.mongo());
    private final SdkClient first = new SdkClient(cluster.first());
    private final SdkClient second = new SdkClient(cluster.second());
    private final AdminConsole console = new AdminConsole(cluster.first());

    @AfterAll
    void stop() {
        mongo.close();
        cluster.close();
    }

    @Test
    void userWhoDeletesHimselfIsNowhere() {
        Someone user = someone();

        Reply deleted = first.delete(user.login.text("access_token"));

        assertThat(deleted.status()).isEqualTo(204);
        assertGone(user);
        JsonNode event = console.eventsOf(deleted.requestId()).get(0);
        assertTold(event, user);
        assertThat(event.path("clientId").asText()).isEqualTo(cluster.first().appId());
    }

    @Test
    void userWhomAnOperatorDeletesIsNowhere() {
        Someone user = someone();

        console.delete("/users/" + user.keycloakId);

        assertGone(user);
        JsonNode events = console.get("/events?type=DELETE_ACCOUNT&user=" + user.keycloakId);
        assertThat(events.size()).isOne();
        assertTold(events.get(0), user);
    }

    @Test
    void linkOnOneNodeIsKnownToTheOthersCache() {
        String email = SdkClient.newEmail();
        Reply guest = first.anonymous();
        assertThat(second.profile(guest.text("access_token"))
                        .body()
                        .path("identities")
                        .size())
                .isOne();
        first.register(email, PASSWORD);

        Reply linked = first.link(guest.text("access_token"), email, PASSWORD);

        assertThat(second.profile(guest.text("access_token"))
                        .body()
                        .path("identities")
                        .size())
                .isEqualTo(2);
        assertThat(second.profile(linked.text("access_token"))
                        .body()
                        .path("data")
                        .path("email")
                        .asText())
                .isEqualTo(email);
    }

    private record Someone(String id, String keycloakId, String email, Reply login) {}

    /** With all that Keycloak keeps beside a document: sessions on both nodes, a role, a consent, an offline session. */
    private Someone someone() {
        String email = SdkClient.newEmail();
        Reply guest = first.anonymous(Map.of("platform", "node"));
        first.register(email, PASSWORD);
        assertThat(first.link(guest.text("access_token"), email, PASSWORD).status())
                .isEqualTo(200);
        String id = guest.text("user_id");
        JsonNode user = console.user(id);
        String keycloakId = user.path("id").asText();
        assertThat(second.login(email, PASSWORD).text("user_id")).isEqualTo(id);
        assertThat(second.profile(guest.text("access_token")).status()).isEqualTo(200);
        app().getCollection("posts").insertOne(new Document("owner_id", id));
        app().getCollection("custom_data").insertOne(new Document("user_id", id).append("color", "red"));

        // The search would find what it looks for.
        assertThat(collectionsWith(id)).containsExactly("posts", "custom_data", "users");
        assertThat(tablesWith(keycloakId)).contains("offline_user_session");
        return new Someone(id, keycloakId, email, guest);
    }

    private void assertGone(Someone user) {
        assertThat(second.profile(user.login.text("access_token")).status()).isEqualTo(401);
        for (SdkClient node : List.of(second, first)) {
            assertThat(node.refresh(user.login.text("refresh_token")).outcome())
                    .isEqualTo(Reply.error(401, "InvalidSession", "invalid session: failed to find refresh token"));
            assertThat(node.logout(user.login.text("refresh_token")).outcome())
                    .isEqualTo(Reply.error(401, "InvalidSession", "invalid session: failed to find refresh token"));
            assertThat(node.login(user.email, PASSWORD).outcome())
                    .isEqualTo(Reply.error(401, "InvalidPassword", "invalid username/password"));
        }
        assertThat(collectionsWith(user.id)).containsExactly("posts", "custom_data");
        assertThat(app().getCollection("custom_data").countDocuments(new Document("color", "red")))
                .isPositive();
        assertThat(collectionsWith(user.email)).isEmpty();
        assertThat(tablesWith(user.id)).isSubsetOf(EVENTS);
        assertThat(tablesWith(user.keycloakId)).isSubsetOf(EVENTS);
    }

    private static void assertTold(JsonNode event, Someone user) {
        assertThat(event.path("type").asText()).isEqualTo("DELETE_ACCOUNT");
        assertThat(event.path("userId").asText()).isEqualTo(user.keycloakId);
        assertThat(event.path("details").path("app_services_id").asText()).isEqualTo(user.id);
        assertThat(event.path("details").path("providers").asText()).isEqualTo("anon-user,local-userpass");
    }

    /** The database of the users, in which the app may have collections of its own. */
    private MongoDatabase app() {
        return mongo.getDatabase("app_services_" + cluster.first().realm());
    }

    private List<String> collectionsWith(String text) {
        List<String> found = new ArrayList<>();
        for (String name : app().listCollectionNames()) {
            for (Document document : app().getCollection(name).find()) {
                if (document.toJson().contains(text)) {
                    found.add(name);
                    break;
                }
            }
        }
        List<String> ordered = new ArrayList<>(List.of("posts", "custom_data"));
        ordered.retainAll(found);
        found.removeAll(ordered);
        ordered.addAll(found.stream().sorted().toList());
        return ordered;
    }

    /** Of Keycloak's database; each row is searched as a whole. */
    private List<String> tablesWith(String text) {
        String rows = PostgresServer.get()
                .sql(
                        cluster.database(),
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND (xpath('//n/text()',"
                                + " query_to_xml(format('SELECT count(*) AS n FROM %I t WHERE t::text LIKE ''%%" + text
                                + "%%''', table_name), false, true, '')))[1]::text::int > 0 ORDER BY 1");
        return rows.lines().toList();
    }
}
