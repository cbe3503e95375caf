package dev.appservices.keycloak;

import java.net.URI;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.AdminApiException;
import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.OwnApp;
import dev.appservices.testing.PlainHttp;
import dev.appservices.testing.SdkClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What App Services knows of a user, in Keycloak's admin REST. */
class ProfileAttributesIT {
    private static final OwnApp APP = OwnApp.create();

    private final AdminConsole console = new AdminConsole(APP);
    private final SdkClient sdk = new SdkClient(APP);

    @AfterAll
    static void removeApp() {
        APP.close();
    }

    @Test
    void searchWhenForOurAttributesThenFoundInTheFieldAndByQuery() {
        String userId = sdk.anonymous().text("user_id");
        String identity = APP.document(userId)
                .getList("identities", Document.class)
                .get(0)
                .getString("id");
        String keycloakId = console.user(userId).get("id").textValue();

        for (String search : List.of(
                "search=" + userId,
                "search=" + keycloakId,
                "search=id:" + keycloakId,
                "search=appServicesIdentities:anon-user:" + identity,
                "q=appServicesIdentities:anon-user:" + identity,
                "search=appServicesId:" + userId,
                "q=appServicesId:" + userId,
                "q=appServicesId:" + userId + "%20appServicesType:normal")) {
            assertThat(found(search)).as(search).containsExactly(userId);
        }
        assertThat(found("q=appServicesIdentities:anon-user")).contains(userId);
        assertThat(found("search=appServicesType:normal")).contains(userId);
        for (String search : List.of(
                "search=appServicesType:server",
                "q=appServicesId:" + userId + "%20appServicesType:server",
                "search=appServicesIdentities:local-userpass:" + identity,
                "search=f:",
                "search=appServicesType:")) {
            assertThat(found(search)).as(search).isEmpty();
        }
    }

    @Test
    void attributesOfAppServicesWhenSentBackThenNeitherWrittenNorRefused() {
        String userId = sdk.anonymous().text("user_id");
        String path = console.userPath(userId);
        Document before = APP.document(userId);
        for (String policy : List.of("ENABLED", "ADMIN_EDIT", "ADMIN_VIEW", "")) {
            allowAttributes(policy);
            ObjectNode user = (ObjectNode) console.get(path + "?userProfileMetadata=true");
            ((ObjectNode) user.get("attributes")).putArray("appServicesType").add("server");
            ((ObjectNode) user.get("attributes")).putArray("appServicesDevices").add("d".repeat(3000));

            console.put(path, user);

            assertThat(APP.document(userId)).as(policy).isEqualTo(before);
            assertThat(console.get(path + "/unmanagedAttributes")).as(policy).isEmpty();
            assertThat(user.at("/userProfileMetadata/attributes"))
                    .filteredOn(one -> one.path("name").asText().startsWith("appServices"))
                    .hasSize(5)
                    .allMatch(one -> one.path("readOnly").booleanValue());
        }
    }

    /** @param policy of attributes that the realm's user profile does not name; empty for Keycloak's default */
    private void allowAttributes(String policy) {
        ObjectNode profile = (ObjectNode) console.get("/users/profile");
        profile.remove("unmanagedAttributePolicy");
        console.put("/users/profile", policy.isEmpty() ? profile : profile.put("unmanagedAttributePolicy", policy));
    }

    /** Keycloak's account console has its data from here. */
    @Test
    void accountWhenAskedByItsUserThenWithoutThem() {
        String email = SdkClient.newEmail();
        Map<String, String> password = Map.of("type", "password", "value", "correct horse");
        console.post(
                "/users",
                Map.of(
                        "username",
                        email,
                        "email",
                        email,
                        "firstName",
                        "Ada",
                        "lastName",
                        "Lovelace",
                        "enabled",
                        true,
                        "credentials",
                        List.of(password)));
        String token = sdk.loginElsewhere(APP.realm(), email, "correct horse").text("access_token");

        PlainHttp.Reply account = new PlainHttp(SocketFactory.getDefault(), URI.create(APP.baseUrl()))
                .get(
                        "/realms/" + APP.realm() + "/account?userProfileMetadata=true",
                        "Authorization: Bearer " + token,
                        "Accept: application/json");

        assertThat(account.status()).isEqualTo(200);
        assertThat(account.text()).contains(email).doesNotContain("appServices");
    }

    @Test
    void nameWhenLikeAnIdThenRefusedWithASentence() {
        assertThatThrownBy(() -> console.post("/users", Map.of("username", "0123456789abcdef01234567")))
                .isInstanceOf(AdminApiException.class)
                .hasMessageContaining("A username of 24 hexadecimal digits is kept for user ids");
    }

    private List<String> found(String query) {
        return console.get("/users?" + query).findValuesAsText("username");
    }
}
