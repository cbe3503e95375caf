package dev.appservices.keycloak;

import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.net.SocketFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Updates;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.Cluster;
import dev.appservices.testing.Deadline;
import dev.appservices.testing.PlainHttp;
import dev.appservices.testing.ProductionServer;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;
import dev.appservices.testing.ZipDeployment;

import static com.mongodb.client.model.Filters.eq;
import static dev.appservices.testing.SdkClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes answer as one: nothing that one of them knows is missing on the other at the next request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterIT {
    private static final String EXECUTIONS = "/authentication/flows/app-services-login/executions";
    private static final String LIFETIME = "refreshTokenLifetimeSeconds";

    private final Cluster cluster = Cluster.start();
    private final SdkClient first = new SdkClient(cluster.first());
    private final SdkClient second = new SdkClient(cluster.second());
    private final AdminConsole console = new AdminConsole(cluster.first());

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void providerDisabledOnOneNodeThenRefusedOnTheOther() {
        assertThat(second.anonymous().status()).isEqualTo(200);
        require("DISABLED");
        try {
            assertThat(second.anonymous().outcome())
                    .isEqualTo(Reply.error(401, "InvalidSession", "authentication via 'anon-user' is unsupported"));
        } finally {
            require("ALTERNATIVE");
        }
        assertThat(second.anonymous().status()).isEqualTo(200);
    }

    @Test
    void originChangedOnOneNodeThenTheOtherAnswersIt() {
        String origin = "https://" + ObjectIds.random() + ".example.com";
        ObjectNode client = (ObjectNode)
                console.get("/clients?clientId=" + cluster.first().appId()).get(0);
        String path = "/clients/" + client.get("id").textValue();
        JsonNode before = client.get("webOrigins").deepCopy();
        assertThat(allowed(origin)).isFalse();
        client.withArray("webOrigins").add(origin);
        console.put(path, client);
        try {
            assertThat(allowed(origin)).isTrue();
        } finally {
            console.put(path, client.set("webOrigins", before));
        }
        assertThat(allowed(origin)).isFalse();
    }

    @Test
    void userDisabledOnOneNodeThenRefusedOnTheOther() {
        String email = SdkClient.newEmail();
        Reply login = second.newUser(email);
        assertThat(second.profile(login.text("access_token")).status()).isEqualTo(200);
        ObjectNode user = console.user(login.text("user_id"));

        console.put("/users/" + user.get("id").textValue(), user.put("enabled", false));

        assertThat(second.profile(login.text("access_token")).status()).isEqualTo(401);
        assertThat(second.refresh(login.text("refresh_token")).status()).isEqualTo(401);
        assertThat(second.login(email, PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void userDeletedOnOneNodeThenGoneOnTheOther() {
        String email = SdkClient.newEmail();
        Reply login = second.newUser(email);
        assertThat(second.profile(login.text("access_token")).status()).isEqualTo(200);

        console.delete(console.userPath(login.text("user_id")));

        assertThat(second.profile(login.text("access_token")).status()).isEqualTo(401);
        assertThat(second.refresh(login.text("refresh_token")).status()).isEqualTo(401);
        assertThat(second.login(email, PASSWORD).outcome())
                .isEqualTo(Reply.error(401, "InvalidPassword", "invalid username/password"));
    }

    @Test
    void allSessionsOfAUserEndedOnOneNodeThenDeadOnTheOtherAndANewOneLives() {
        String email = SdkClient.newEmail();
        Reply phone = first.newUser(email);
        Reply tablet = second.login(email, PASSWORD);
        Reply neighbor = second.newUser(SdkClient.newEmail());
        assertThat(second.profile(phone.text("access_token")).status()).isEqualTo(200);

        console.post(console.userPath(phone.text("user_id")) + "/logout", Map.of());

        for (Reply ended : List.of(phone, tablet)) {
            assertThat(second.profile(ended.text("access_token")).status()).isEqualTo(401);
            assertThat(second.refresh(ended.text("refresh_token")).status()).isEqualTo(401);
        }
        assertThat(second.refresh(neighbor.text("refresh_token")).status()).isEqualTo(201);
        // The user's not-before is this second, which tokens of the same second pass.
        Reply again = second.login(email, PASSWORD);
        assertThat(first.refresh(again.text("refresh_token")).status()).isEqualTo(201);
    }

    @Test
    void notBeforeSetOnOneNodeThenOlderTokensAreDeadOnTheOther() {
        Reply login = second.newUser(SdkClient.newEmail());
        assertThat(second.profile(login.text("access_token")).status()).isEqualTo(200);

        console.put("", Map.of("notBefore", issuedAt(login) + 1));
        try {
            assertThat(second.profile(login.text("access_token")).status()).isEqualTo(401);
            assertThat(second.refresh(login.text("refresh_token")).status()).isEqualTo(401);
        } finally {
            console.put("", Map.of("notBefore", 0));
        }
        assertThat(second.newUser(SdkClient.newEmail()).status()).isEqualTo(200);
    }

    @Test
    void passwordChangedOnOneNodeThenTheOldOneIsWrongOnTheOther() {
        String email = SdkClient.newEmail();
        Reply login = second.newUser(email);
        assertThat(second.login(email, PASSWORD).status()).isEqualTo(200);

        console.put(
                console.userPath(login.text("user_id")) + "/reset-password",
                Map.of("type", "password", "value", "another horse", "temporary", false));

        assertThat(second.login(email, PASSWORD).status()).isEqualTo(401);
        assertThat(second.login(email, "another horse").status()).isEqualTo(200);
    }

    private static long issuedAt(Reply login) {
        try {
            return SignedJWT.parse(login.text("refresh_token"))
                    .getJWTClaimsSet()
                    .getIssueTime()
                    .toInstant()
                    .getEpochSecond();
        } catch (ParseException e) {
            throw new AssertionError("Not a token: " + login, e);
        }
    }

    @Test
    void addressChangedOnOneNodeThenTheOthersCacheKnowsIt() {
        Reply login = second.newUser(SdkClient.newEmail());
        AdminConsole other = new AdminConsole(cluster.second());
        ObjectNode user = other.user(login.text("user_id"));
        String path = "/users/" + user.get("id").textValue();
        other.get(path); // Cached now.
        String email = SdkClient.newEmail();

        console.put(path, user.put("email", email));

        assertThat(other.get(path).get("email").textValue()).isEqualTo(email);
    }

    @Test
    void userDisabledInMongoThenRefusedByBothNodesWithinASecond() {
        Reply login = second.newUser(SdkClient.newEmail());
        String token = login.text("access_token");
        assertThat(first.profile(token).status()).isEqualTo(200);
        assertThat(second.profile(token).status()).isEqualTo(200);
        try (MongoClient mongo = MongoClients.create(cluster.mongo())) {
            mongo.getDatabase("app_services_" + cluster.first().realm())
                    .getCollection("users")
                    .updateOne(eq("_id", new ObjectId(login.text("user_id"))), Updates.set("disabled", true));
        }

        Deadline deadline = Deadline.in(Duration.ofSeconds(1));
        assertThat(deadline.until(() -> first.profile(token).status() == 401)).isTrue();
        assertThat(deadline.until(() -> second.profile(token).status() == 401)).isTrue();
    }

    @Test
    void settingChangedOnOneNodeThenInForceOnTheOther() {
        String email = SdkClient.newEmail();
        second.newUser(email);
        ObjectNode component = (ObjectNode) StreamSupport.stream(
                        console.get("/components?type=org.keycloak.storage.UserStorageProvider")
                                .spliterator(),
                        false)
                .filter(found -> found.path("providerId").asText().equals(AppServicesConfig.PROVIDER_ID))
                .findFirst()
                .orElseThrow();
        String path = "/components/" + component.get("id").textValue();
        ObjectNode config = (ObjectNode) component.get("config");
        config.putArray(LIFETIME).add("7200");
        console.put(path, component);
        try {
            assertThat(lifetime(second.login(email, PASSWORD))).isEqualTo(Duration.ofHours(2));
        } finally {
            config.putArray(LIFETIME).add(String.valueOf(Duration.ofDays(60).toSeconds()));
            console.put(path, component);
        }
        assertThat(lifetime(second.login(email, PASSWORD))).isEqualTo(Duration.ofDays(60));
    }

    /** More than once, since what a node remembers of an unknown app depends on when it looked. */
    @RepeatedTest(3)
    void appMadeOnOneNodeThenServedByTheOtherThatHasJustDeniedIt() {
        String appId = "made-" + ObjectIds.random();
        assertThat(location(cluster.second(), appId)).isEqualTo(404);
        assertThat(location(cluster.second(), appId)).isEqualTo(404);

        console.post(
                "/clients",
                Map.of("clientId", appId, "publicClient", true, "attributes", Map.of("appServices.app", "true")));

        assertThat(location(cluster.second(), appId)).isEqualTo(200);
        String path = "/clients/"
                + console.get("/clients?clientId=" + appId).get(0).get("id").textValue();
        console.delete(path);
        assertThat(location(cluster.second(), appId)).isEqualTo(404);
    }

    @Test
    void appDeployedOnOneNodeThenServedByTheOtherThatHasJustDeniedIt() {
        String appId = "deployed-" + ObjectIds.random();
        ZipDeployment deployment = ZipDeployment.toNewRealm(cluster.first(), "r" + ObjectIds.random());
        assertThat(location(cluster.second(), appId)).isEqualTo(404);

        assertThat(deployment.deploy(appId, false).status()).isEqualTo(201);

        assertThat(location(cluster.second(), appId)).isEqualTo(200);
        String login = "/api/client/v2.0/app/" + appId + "/auth/providers/anon-user/login";
        assertThat(http(cluster.second()).post(login, "{}").status()).isEqualTo(200);
    }

    @Test
    void sessionOfOneNodeIsTheOthersToo() {
        Reply login = first.newUser(SdkClient.newEmail());

        Reply refreshed = second.refresh(login.text("refresh_token"));

        assertThat(refreshed.status()).isEqualTo(201);
        assertThat(second.profile(login.text("access_token")).status()).isEqualTo(200);
        assertThat(first.profile(refreshed.text("access_token")).status()).isEqualTo(200);
    }

    @Test
    void sessionEndedOnOneNodeIsDeadOnTheOther() {
        Reply ended = first.newUser(SdkClient.newEmail());
        Reply kept = first.newUser(SdkClient.newEmail());
        assertThat(second.refresh(ended.text("refresh_token")).status()).isEqualTo(201);

        assertThat(second.logout(ended.text("refresh_token")).status()).isEqualTo(204);

        assertThat(first.refresh(ended.text("refresh_token")).outcome())
                .isEqualTo(Reply.error(401, "InvalidSession", "invalid session: failed to find refresh token"));
        assertThat(first.profile(ended.text("access_token")).status()).isEqualTo(401);
        assertThat(first.refresh(kept.text("refresh_token")).status()).isEqualTo(201);
    }

    @Test
    void nodeKilledThenTheOtherServesAndTheFirstMayComeBack() {
        String email = SdkClient.newEmail();
        Reply login = first.newUser(email);

        cluster.first().kill();
        try {
            assertThat(second.refresh(login.text("refresh_token")).status()).isEqualTo(201);
            assertThat(second.login(email, PASSWORD).status()).isEqualTo(200);
            assertThat(second.newUser(SdkClient.newEmail()).status()).isEqualTo(200);
        } finally {
            cluster.first().start();
            cluster.first().awaitReady();
        }
        assertThat(first.refresh(login.text("refresh_token")).status()).isEqualTo(201);
        assertThat(second.logout(login.text("refresh_token")).status()).isEqualTo(204);
        assertThat(first.refresh(login.text("refresh_token")).status()).isEqualTo(401);
    }

    private void require(String requirement) {
        ObjectNode execution =
                (ObjectNode) StreamSupport.stream(console.get(EXECUTIONS).spliterator(), false)
                        .filter(step -> step.path("providerId").asText().equals("app-services-anon-user"))
                        .findFirst()
                        .orElseThrow();
        console.put(EXECUTIONS, execution.put("requirement", requirement));
    }

    private boolean allowed(String origin) {
        String path = "/api/client/v2.0/app/" + cluster.second().appId() + "/location";
        return http(cluster.second())
                .get(path, "Origin: " + origin)
                .text()
                .contains("Access-Control-Allow-Origin: " + origin);
    }

    private static int location(ProductionServer server, String appId) {
        return http(server).get("/api/client/v2.0/app/" + appId + "/location").status();
    }

    private static PlainHttp http(ProductionServer server) {
        return new PlainHttp(SocketFactory.getDefault(), URI.create(server.baseUrl()));
    }

    private static Duration lifetime(Reply login) {
        try {
            JWTClaimsSet claims = SignedJWT.parse(login.text("refresh_token")).getJWTClaimsSet();
            return Duration.between(
                    claims.getIssueTime().toInstant(),
                    claims.getExpirationTime().toInstant());
        } catch (ParseException e) {
            throw new AssertionError("Not a token: " + login, e);
        }
    }
}
