package dev.appservices.keycloak;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.EmbeddedMongo;
import dev.appservices.testing.Management;
import dev.appservices.testing.Management.Readiness;
import dev.appservices.testing.SharedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** What a load balancer is told. */
class ReadinessIT {
    private static final String CHECK = "App Services MongoDB";

    private final SharedServer server = SharedServer.get();
    private final Management management = new Management(server);

    @Test
    void readyWhenMongoAnswersThenUp() {
        Readiness ready = management.ready();

        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.check(CHECK).path("status").asText()).isEqualTo("UP");
        assertThat(ready.check(CHECK).path("data").path("servers").asInt()).isPositive();
    }

    /** The MongoDB of the other tests stays: another realm has one that ends. */
    @Test
    void readyWhenMongoOfOneRealmIsGoneThenStillUpAndNamed() {
        String realm = "gone-" + ObjectIds.random();
        String host;
        try (EmbeddedMongo mongo = EmbeddedMongo.inMemory()) {
            host = mongo.connectionString().replace("mongodb://", "");
        }
        server.admin().post("/realms", Map.of("realm", realm, "enabled", true));
        try {
            federate(realm, "mongodb://ada:secret@" + host);

            Readiness ready =
                    within(10, known -> known.check(CHECK).path("data").has("realm " + realm));

            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.check(CHECK).path("status").asText()).isEqualTo("UP");
            assertThat(ready.check(CHECK).path("data").path("realm " + realm).asText())
                    .isEqualTo("database users_of_gone at " + host + " does not answer");
            assertThat(ready.body().toString()).doesNotContain("secret");
        } finally {
            server.admin().delete("/realms/" + realm);
        }
    }

    @Test
    void readyWhenRememberMeIsSwitchedOffThenStillUpAndNamedAndLogged() throws IOException {
        AdminConsole console = new AdminConsole(server);
        JsonNode before = console.get("");
        String key = "remember me of realm " + server.realm();
        console.put("", ((ObjectNode) before.deepCopy()).put("rememberMe", false));
        try {
            Readiness ready =
                    within(10, known -> known.check(CHECK).path("data").has(key));

            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.check(CHECK).path("data").path(key).asText()).startsWith("off: ");
            assertThat(Files.readString(server.log()))
                    .contains(
                            "Realm " + server.realm() + " is an App Services app and its setting 'Remember me' is off");
        } finally {
            console.put("", before);
        }
    }

    /** An answer may be some seconds old. */
    private Readiness within(int seconds, Predicate<Readiness> expected) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        Readiness ready = management.ready();
        while (!expected.test(ready) && System.nanoTime() - end < 0) {
            ready = management.ready();
        }
        return ready;
    }

    private void federate(String realm, String connectionString) {
        String id = server.admin().get("/realms/" + realm).path("id").asText();
        server.admin()
                .post(
                        "/realms/" + realm + "/components",
                        Map.of(
                                "name",
                                "app-services",
                                "providerId",
                                "app-services",
                                "providerType",
                                "org.keycloak.storage.UserStorageProvider",
                                "parentId",
                                id,
                                "config",
                                Map.of(
                                        "enabled",
                                        List.of("true"),
                                        "connectionTestEnabled",
                                        List.of("false"),
                                        "connectionString",
                                        List.of(connectionString),
                                        "databaseName",
                                        List.of("users_of_gone"))));
    }
}
