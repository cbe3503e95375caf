package dev.appservices.customdata;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import dev.appservices.testing.AdminApiException;
import dev.appservices.testing.SdkClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Our mappers on another client of the realm, as an operator puts them there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MappersIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CUSTOM_DATA = "app-services-custom-data-mapper";

    private final HttpClient http = HttpClient.newHttpClient();
    private final MemberApp members = MemberApp.create();
    private final String email = SdkClient.newEmail();
    private final String userId = members.sdk().newUser(email).text("user_id");
    private final String clientPath = newClient();

    private JsonNode tokens = JSON.nullNode();

    @AfterAll
    void close() {
        members.close();
    }

    private String newClient() {
        members.allowIncompleteProfiles();
        members.members()
                .insertOne(new Document("userId", userId)
                        .append("plan", "gold")
                        .append("address", new Document("city", "Bergen")));
        members.console()
                .post(
                        "/clients",
                        Map.of("clientId", "reports", "publicClient", true, "directAccessGrantsEnabled", true));
        return "/clients/"
                + members.console()
                        .get("/clients?clientId=reports")
                        .get(0)
                        .get("id")
                        .textValue();
    }

    @BeforeEach
    void removeMappers() {
        for (JsonNode mapper : members.console().get(clientPath).path("protocolMappers")) {
            members.console()
                    .delete(clientPath + "/protocol-mappers/models/"
                            + mapper.get("id").textValue());
        }
    }

    @Test
    void documentWhenMappedThenInEachTokenThatIsSwitchedOn() throws Exception {
        mapper(CUSTOM_DATA, Map.of("claim.name", "member", "userinfo.token.claim", "true"));
        mapper(
                CUSTOM_DATA,
                Map.of(
                        "claim.name", "app.city",
                        "customDataPath", "address.city",
                        "id.token.claim", "true",
                        "access.token.claim", "true",
                        "introspection.token.claim", "true"));
        mapper(CUSTOM_DATA, Map.of("claim.name", "no_such", "customDataPath", "plan.x", "access.token.claim", "true"));
        login();

        assertThat(userinfo().path("member").path("address").toString()).isEqualTo("{\"city\":\"Bergen\"}");
        assertThat(userinfo().has("app")).isFalse();
        for (String token : List.of("access_token", "id_token")) {
            JsonNode claims = claims(token);
            assertThat(claims.path("app").toString()).as(token).isEqualTo("{\"city\":\"Bergen\"}");
            assertThat(claims.has("member")).as(token).isFalse();
            assertThat(claims.has("no_such")).as(token).isFalse();
        }
    }

    @Test
    void rolesAndGroupsWhenAskedForThenInTheDocument() throws Exception {
        String user = members.console().user(userId).get("id").textValue();
        members.console().post("/roles", Map.of("name", "auditor"));
        members.console()
                .post(
                        "/users/" + user + "/role-mappings/realm",
                        List.of(members.console().get("/roles/auditor")));
        members.console().post("/groups", Map.of("name", "north"));
        String group =
                members.console().get("/groups?search=north").get(0).get("id").textValue();
        members.console().put("/users/" + user + "/groups/" + group, Map.of());
        mapper(
                CUSTOM_DATA,
                Map.of(
                        "access.token.claim", "true",
                        "customDataRolesKey", "roles",
                        "customDataGroupsKey", "groups"));
        login();

        JsonNode data = claims("access_token").path("user_data");
        assertThat(data.path("plan").asText()).isEqualTo("gold");
        assertThat(data.path("roles").toString()).contains("\"auditor\"");
        assertThat(data.path("groups").toString()).isEqualTo("[\"/north\"]");
    }

    @Test
    void idsIdentitiesAndProviderWhenMappedThenThoseOfTheApp() throws Exception {
        mapper(
                "app-services-ids-mapper",
                Map.of("access.token.claim", "true", "userIdClaim", "as.user", "domainIdClaim", "as.domain"));
        mapper("app-services-identities-mapper", Map.of("claim.name", "as.identities", "access.token.claim", "true"));
        mapper("app-services-login-provider-mapper", Map.of("claim.name", "as.provider", "access.token.claim", "true"));
        login();

        JsonNode profile = members.sdk()
                .profile(members.sdk().login(email, SdkClient.PASSWORD).text("access_token"))
                .body();
        JsonNode claims = claims("access_token").path("as");
        assertThat(claims.path("user").asText()).isEqualTo(userId);
        assertThat(claims.path("domain")).isEqualTo(profile.path("domain_id"));
        assertThat(claims.path("provider").asText()).isEqualTo("local-userpass");
        assertThat(claims.path("identities")).hasSize(1);
        assertThat(claims.path("identities").get(0).path("id"))
                .isEqualTo(profile.path("identities").get(0).path("id"));
        assertThat(claims.path("identities").get(0).path("provider_type").asText())
                .isEqualTo("local-userpass");
    }

    @Test
    void claimWhenKeycloaksOwnThenTheMapperIsRefused() {
        assertThatThrownBy(() -> mapper(CUSTOM_DATA, Map.of("claim.name", "sub")))
                .isInstanceOf(AdminApiException.class)
                .hasMessageContaining("claim");
    }

    private void mapper(String id, Map<String, String> config) {
        Map<String, String> off = new HashMap<>();
        for (String token : List.of("id", "access", "userinfo", "introspection")) {
            off.put(token + ".token.claim", "false");
        }
        off.putAll(config);
        members.console()
                .post(
                        clientPath + "/protocol-mappers/models",
                        Map.of(
                                "name",
                                id + " " + config.hashCode(),
                                "protocol",
                                "openid-connect",
                                "protocolMapper",
                                id,
                                "config",
                                off));
    }

    private void login() throws Exception {
        String form = "grant_type=password&scope=openid&client_id=reports&username=" + encoded(email) + "&password="
                + encoded(SdkClient.PASSWORD);
        tokens = send(HttpRequest.newBuilder(address("token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private JsonNode userinfo() throws Exception {
        return send(HttpRequest.newBuilder(address("userinfo"))
                .header("Authorization", "Bearer " + tokens.path("access_token").asText()));
    }

    private JsonNode claims(String token) {
        return MemberApp.claims(tokens.path(token).asText());
    }

    private JsonNode send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private URI address(String endpoint) {
        return URI.create(
                members.app().baseUrl() + "/realms/" + members.app().realm() + "/protocol/openid-connect/" + endpoint);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
