package dev.appservices.login.apikey;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.AdminRest;
import dev.appservices.testing.OwnApp;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/** Keys of an app, from an operator's first request to a program whose session ends with the key. */
class ServerKeysIT {
    private static final String INVALID = Reply.error(401, "AuthError", "invalid API key");

    private final OwnApp app = OwnApp.create("""
            {"anon-user": {"name": "anon-user", "type": "anon-user", "disabled": false},
             "local-userpass": {"name": "local-userpass", "type": "local-userpass", "config": {"autoConfirm": true}},
             "api-key": {"name": "api-key", "type": "api-key", "disabled": false}}
            """).withIndexes();
    private final SdkClient sdk = new SdkClient(app);
    private final AdminRest rest = new AdminRest(app.baseUrl(), app.realm());

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void keyOfTheAppLogsInUntilItIsDisabledOrDeleted() {
        JsonNode created = create("worker").json();
        String id = created.required("id").asText();
        String key = created.required("key").asText();
        assertThat(key).matches("[A-Za-z0-9]{64}");
        assertThat(get("api-keys").json()).hasSize(1);
        assertThat(get("api-keys/" + id).text()).contains("\"worker\"").doesNotContain(key, "hash");

        Reply login = sdk.loginWithKey(key);
        assertThat(login.text("user_id")).isEqualTo(created.required("userId").asText());
        assertThat(sdk.profile(login.text("access_token")).text("type")).isEqualTo("server");

        assertThat(send("PUT", "api-keys/" + id + "/disable").status()).isEqualTo(204);
        assertThat(sdk.profile(login.text("access_token")).outcome())
                .isEqualTo(Reply.error(401, "InvalidSession", "invalid session"));
        assertThat(sdk.refresh(login.text("refresh_token")).outcome())
                .isEqualTo(Reply.error(401, "InvalidSession", "invalid session: failed to find refresh token"));
        assertThat(userSessions(created.required("userId").asText())).isEmpty();
        assertThat(sdk.loginWithKey(key).outcome()).isEqualTo(INVALID);

        assertThat(send("PUT", "api-keys/" + id + "/enable").status()).isEqualTo(204);
        Reply again = sdk.loginWithKey(key);
        assertThat(again.text("user_id")).isEqualTo(login.text("user_id"));

        assertThat(send("DELETE", "api-keys/" + id).status()).isEqualTo(204);
        assertThat(sdk.loginWithKey(key).outcome()).isEqualTo(INVALID);
        assertThat(sdk.profile(again.text("access_token")).status()).isEqualTo(401);
        assertThat(get("api-keys").json()).isEmpty();
        assertThat(app.users().countDocuments()).isZero();
        assertThat(send("DELETE", "api-keys/" + id).outcome()).isEqualTo("404 API key not found");
    }

    @Test
    void keyOfTheAppIsInNoHandsOfItsOwnUser() {
        JsonNode created = create("worker").json();
        Reply login = sdk.loginWithKey(created.required("key").asText());
        String refreshToken = login.text("refresh_token");

        assertThat(sdk.apiKeys("GET", "", refreshToken).body()).isEmpty();
        assertThat(sdk.apiKeys("DELETE", "/" + created.required("id").asText(), refreshToken)
                        .outcome())
                .isEqualTo(Reply.error(404, "APIKeyNotFound", "API key not found"));
        assertThat(sdk.profile(login.text("access_token")).status()).isEqualTo(200);
    }

    @Test
    void nameThatIsTakenOrNoneIsRefused() {
        assertThat(create("worker").status()).isEqualTo(201);

        assertThat(create("worker").outcome()).isEqualTo("409 API key with name already exists");
        assertThat(create("a worker").outcome())
                .isEqualTo("400 can only contain ASCII letters, numbers, underscores, and hyphens");
        assertThat(create("").outcome()).isEqualTo("400 'name' is a required string");
    }

    @Test
    void keyIsKeptAsAHashThatAnotherSecretDoesNotFind() {
        JsonNode created = create("worker").json();
        String key = created.required("key").asText();

        assertThat(app.document(created.required("userId").asText()).toJson())
                .contains("serverKey")
                .doesNotContain(key);
        app.set("apiKeySecret", "another secret than before");
        assertThat(sdk.loginWithKey(key).outcome()).isEqualTo(INVALID);
    }

    @Test
    void keysSurviveASaveInTheConsoleAndARotationOfTheRealmsKeys() {
        String key = create("worker").json().required("key").asText();

        app.set("websocketHostname", "wss://apps.example.org");
        app.admin()
                .post(
                        "/realms/" + app.realm() + "/components",
                        Map.of(
                                "name", "newer",
                                "providerId", "hmac-generated",
                                "providerType", "org.keycloak.keys.KeyProvider",
                                "config", Map.of("priority", List.of("500"))));

        assertThat(sdk.loginWithKey(key).status()).isEqualTo(200);
    }

    @Test
    void providerThatIsOffRefusesNewKeys() {
        OwnApp other = OwnApp.create();
        try {
            AdminRest.Reply reply = new AdminRest(other.baseUrl(), other.realm())
                    .send(
                            "POST",
                            "api-keys",
                            other.admin().token(),
                            Map.of(),
                            "{\"name\":\"worker\"}".getBytes(StandardCharsets.UTF_8));
            assertThat(reply.outcome())
                    .isEqualTo("409 Switch the step app-services-api-key of the app's login flow on first");
        } finally {
            other.close();
        }
    }

    private JsonNode userSessions(String userId) {
        JsonNode found = app.admin().get("/realms/" + app.realm() + "/users?search=" + userId);
        return app.admin()
                .get("/realms/" + app.realm() + "/users/"
                        + found.required(0).required("id").asText() + "/sessions");
    }

    private AdminRest.Reply create(String name) {
        return rest.send(
                "POST",
                "api-keys",
                app.admin().token(),
                Map.of("Content-Type", "application/json"),
                ("{\"name\":\"" + name + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private AdminRest.Reply get(String path) {
        return send("GET", path);
    }

    private AdminRest.Reply send(String method, String path) {
        return rest.send(method, path, app.admin().token(), Map.of(), new byte[0]);
    }
}
