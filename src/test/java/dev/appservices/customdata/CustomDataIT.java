package dev.appservices.customdata;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.LogLine;
import dev.appservices.testing.OwnApp;
import dev.appservices.testing.Ports;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Documents of an app's own collection in the tokens of its users. */
class CustomDataIT {
    private final MemberApp members = MemberApp.create();

    @AfterEach
    void close() {
        members.close();
    }

    @Test
    void documentWhenChangedThenSeenAfterARefresh() throws Exception {
        Reply login = members.sdk().anonymous();
        assertThat(members.refreshedData(login).isMissingNode()).isTrue();

        members.members()
                .insertOne(new Document("_id", new ObjectId("65a1b2c3d4e5f60718293a01"))
                        .append("userId", login.text("user_id"))
                        .append("role", "editor")
                        .append("level", 3)
                        .append("large", 1L << 60)
                        .append("none", null)
                        .append("price", Decimal128.parse("1.10"))
                        .append("since", Date.from(Instant.ofEpochMilli(1700000000123L)))
                        .append("tags", List.of("a", new Document("b", null))));
        assertThat(members.refreshedData(login))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"_id\": {\"$oid\": \"65a1b2c3d4e5f60718293a01\"}, \"userId\": \""
                                + login.text("user_id")
                                + "\", \"role\": \"editor\", \"level\": 3,"
                                + " \"large\": {\"$numberLong\": \"1152921504606846976\"}, \"none\": null,"
                                + " \"price\": {\"$numberDecimal\": \"1.10\"},"
                                + " \"since\": {\"$date\": {\"$numberLong\": \"1700000000123\"}},"
                                + " \"tags\": [\"a\", {\"b\": null}]}"));

        members.members().updateOne(Filters.eq("role", "editor"), Updates.set("role", "reader"));
        assertThat(members.refreshedData(login).path("role").asText()).isEqualTo("reader");
        members.members().deleteMany(new Document());
        assertThat(members.refreshedData(login).isMissingNode()).isTrue();
    }

    @Test
    void documentWhenThereAtTheLoginThenInTheFirstToken() {
        String email = SdkClient.newEmail();
        String userId = members.sdk().newUser(email).text("user_id");
        members.members().insertOne(new Document("userId", new ObjectId(userId)).append("role", "editor"));

        Reply login = members.sdk().login(email, SdkClient.PASSWORD);

        assertThat(MemberApp.claims(login.text("access_token"))
                        .path("user_data")
                        .path("role")
                        .asText())
                .isEqualTo("editor");
        assertThat(MemberApp.claims(login.text("refresh_token")).has("user_data"))
                .isFalse();
    }

    @Test
    void documentWhenLargeThenWarnedOfAndBeyondTheLimitLeftOut() {
        members.console().put("/events/config", Map.of("eventsEnabled", true));
        String email = SdkClient.newEmail();
        Reply first = members.sdk().newUser(email);
        String userId = first.text("user_id");
        members.members().insertOne(new Document("userId", userId).append("text", "x".repeat(32_600)));

        String token = members.sdk().refresh(first.text("refresh_token")).text("access_token");
        assertThat(MemberApp.claims(token).path("user_data").path("text").asText())
                .hasSize(32_600);
        assertThat(members.sdk().profile(token).status()).isEqualTo(200);
        OwnApp.await(() -> !warnings(userId).isEmpty());
        assertThat(warnings(userId)).hasSize(1).first().asString().contains("has 32", "stay below 16384");

        members.app().set("customDataMaxBytes", "1024");
        Reply login = members.sdk().login(email, SdkClient.PASSWORD);
        assertThat(MemberApp.claims(login.text("access_token")).has("user_data"))
                .isFalse();
        assertThat(warnings(userId)).hasSize(1);
        assertThat(members.console().eventsOf(login.requestId()))
                .hasSize(1)
                .first()
                .satisfies(event -> assertThat(
                                event.path("details").path("custom_user_data").asText())
                        .matches("left out: 32\\d{3} bytes, at most 1024"));
    }

    @Test
    void databaseWhenAwayThenNoTokenWithoutItsData() {
        String email = SdkClient.newEmail();
        Reply login = members.sdk().newUser(email);
        members.allowIncompleteProfiles();
        members.app().set("connectionTestEnabled", "false");
        members.app().set("customDataConnectionString", "mongodb://127.0.0.1:" + Ports.free());

        for (Reply reply : List.of(
                members.sdk().login(email, SdkClient.PASSWORD), members.sdk().refresh(login.text("refresh_token")))) {
            assertThat(reply.status()).as(reply.toString()).isEqualTo(503);
            assertThat(reply.body().path("error_code").asText()).isEqualTo("InternalServerError");
            assertThat(reply.retryAfter()).isEqualTo("1");
        }
        assertThat(members.sdk().loginAtTokenEndpoint(email, SdkClient.PASSWORD).status())
                .isEqualTo(503);
        assertThat(members.sdk().profile(login.text("access_token")).status())
                .as("needs no custom user data")
                .isEqualTo(200);

        members.app().set("customDataConnectionString", "");
        assertThat(members.sdk().refresh(login.text("refresh_token")).status()).isEqualTo(201);
    }

    @Test
    void connectionWhenItDoesNotWorkThenSaveIsRefused() {
        int port = Ports.free();

        assertThat(catchThrowable(() -> members.app().set("customDataConnectionString", "mongodb://127.0.0.1:" + port)))
                .hasMessageContaining("127.0.0.1:" + port);
    }

    @Test
    void indexWhenMissingThenInTheReportWithItsCommandAndOnceInTheLog() {
        String collection = members.database() + ".members";
        OwnApp.await(() -> !index(collection).isMissingNode());
        JsonNode index = index(collection);

        assertThat(index.path("state").asText()).isEqualTo("missing");
        assertThat(index.path("fields").toString()).isEqualTo("[\"userId\"]");
        assertThat(index.path("reason").asText())
                .isEqualTo("make it with db.getSiblingDB(\"" + members.database()
                        + "\").getCollection(\"members\").createIndex({\"userId\": 1})");
    }

    private JsonNode index(String collection) {
        return StreamSupport.stream(members.report().path("indexes").spliterator(), false)
                .filter(index -> index.path("collection").asText().equals(collection))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    @Test
    void directoryWhenDeployedAgainThenItsWordCountsWhereItSpeaks() {
        Reply login = members.sdk().anonymous();
        members.members().insertOne(new Document("userId", login.text("user_id")));
        assertThat(members.refreshedData(login).isObject()).isTrue();

        String silent = members.deploy(members.export().with("values/a.json", "{\"name\": \"a\", \"value\": 1}"));
        assertThat(silent).doesNotContain("custom user data");
        assertThat(members.refreshedData(login).isObject()).isTrue();

        String off = members.deploy(members.export().with("auth/custom_user_data.json", "{\"enabled\": false}"));
        assertThat(off).contains("custom user data: " + members.database() + ".members by userId becomes off");
        assertThat(members.refreshedData(login).isMissingNode()).isTrue();
    }

    private List<String> warnings(String userId) {
        return members.app().logged().stream()
                .filter(LogLine::isWarning)
                .map(LogLine::message)
                .filter(message -> message.contains(userId))
                .toList();
    }
}
