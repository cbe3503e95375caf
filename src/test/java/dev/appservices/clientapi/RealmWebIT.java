package dev.appservices.clientapi;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.MailedApp;
import dev.appservices.testing.Members;
import dev.appservices.testing.NodeProject;
import dev.appservices.testing.SharedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Unmodified realm-web 2.0.1 against a real server; each test is a program in {@code src/test/node/scenarios}. */
class RealmWebIT {
    private static NodeProject node;
    private static SharedServer server;

    @BeforeAll
    static void start() {
        node = NodeProject.ready();
        server = SharedServer.get();
    }

    @Test
    void anonymousUserIsKeptByTheDevice() {
        passes("anonymous");
    }

    @Test
    void userRegistersAndLogsIn() {
        passes("register-and-log-in");
    }

    @Test
    void userConfirmsAndResetsByMail() {
        try (MailedApp app = MailedApp.create("{\"autoConfirm\": false, \"emailConfirmationUrl\":"
                + " \"https://app.example/confirm\", \"resetPasswordUrl\": \"https://app.example/reset\"}")) {
            NodeProject.Result result = node.run(
                    "scenarios/mails.mjs",
                    Map.of("BASE_URL", app.baseUrl(), "APP_ID", app.appId(), "LINKS", app.linksUrl()));

            assertThat(result.exitCode()).as(result.output()).isZero();
        }
    }

    @Test
    void wrongPasswordIsAnErrorWithAllFields() {
        passes("wrong-password");
    }

    @Test
    void profileHasEmailAndIdentity() {
        passes("profile");
    }

    @Test
    void storedTokensWorkAfterAReload() {
        passes("reload");
    }

    @Test
    void unusableAccessTokenIsRefreshedOnce() {
        passes("refresh");
    }

    @Test
    void expiredAccessTokenIsRefreshedOnce() {
        SharedServer server = SharedServer.get();
        String clients = "/realms/" + server.realm() + "/clients";
        ObjectNode client = (ObjectNode)
                server.admin().get(clients + "?clientId=" + server.appId()).get(0);
        ObjectNode attributes = (ObjectNode) client.get("attributes");
        JsonNode lifespan = attributes.get("access.token.lifespan");
        String path = clients + "/" + client.get("id").textValue();
        attributes.put("access.token.lifespan", "3");
        server.admin().put(path, client);
        try {
            passes("expired");
        } finally {
            attributes.set("access.token.lifespan", lifespan);
            server.admin().put(path, client);
        }
    }

    @Test
    void loggedOutSessionIsDead() {
        passes("log-out");
    }

    @Test
    void apiKeyLivesUntilItIsDeleted() {
        passes("api-keys");
    }

    @Test
    void threeUsersShareADevice() {
        passes("three-users");
    }

    @Test
    void guestLinksAnAddressAndComesBackByIt() {
        passes("link");
    }

    @Test
    void refusedLinksRejectOnceAndDoNotLoop() {
        passes("link-refused");
    }

    @Test
    void deletedUserIsGone() {
        passes("delete-user");
    }

    @Test
    void foreignTokensAreRefusedOnceAndAFreshLoginWorks() {
        passes("foreign-tokens");
    }

    @Test
    void storyInABrowserOnAListedOrigin() {
        passes("browser-story");
    }

    @Test
    void browserOnAnUnlistedOriginGetsNothing() {
        passes("browser-unlisted-origin");
    }

    @Test
    void customDataChangedInMongoIsSeenAfterARefresh() throws IOException {
        try (Members members = Members.open(server.connectionString())) {
            passes("custom-data", Map.of("MEMBERS_URL", members.url()));
        }
    }

    private static void passes(String scenario) {
        passes(scenario, Map.of());
    }

    private static void passes(String scenario, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("BASE_URL", server.baseUrl());
        environment.put("APP_ID", server.appId());
        NodeProject.Result result = node.run("scenarios/" + scenario + ".mjs", environment);

        assertThat(result.exitCode())
                .as("%s printed:%n%s", scenario, result.output())
                .isZero();
    }
}
