package dev.appservices.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.AdminRest.Reply;
import dev.appservices.testing.ExportedApp;

import static org.assertj.core.api.Assertions.assertThat;

/** Who wins when an app is deployed again: its directory, or what was edited in the console since. */
class PrecedenceIT {
    private final AppRealm realm = AppRealm.create();
    private final String appId = "app-" + ObjectIds.random();
    private final ExportedApp zip = ExportedApp.of(appId).root(appId, "\"https://a.example.com\"");

    PrecedenceIT() {
        Reply first = realm.deploy(zip, "");
        assertThat(first.status()).as(first.text()).isEqualTo(201);
    }

    @Test
    void unchangedDirectoryTouchesNothing() {
        JsonNode before = realm.export();

        Reply again = realm.deploy(zip, "");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("changed").asBoolean()).isFalse();
        assertThat(again.json().path("plan")).isEmpty();
        assertThat(realm.export()).isEqualTo(before);
    }

    @Test
    void consoleEditsSurviveAnUnchangedDirectory() {
        editInTheConsole();
        JsonNode edited = realm.export();

        assertThat(realm.deploy(zip, "").status()).isEqualTo(200);

        assertThat(realm.export()).isEqualTo(edited);
        assertThat(realm.requirement("local-userpass")).isEqualTo("DISABLED");
    }

    @Test
    void changedDirectoryWinsAndItsDryRunShowsTheSamePlanFirst() {
        editInTheConsole();
        JsonNode edited = realm.export();
        ExportedApp changed = zip.withGuests();

        Reply dryRun = realm.deploy(changed, "?dryRun=true");
        assertThat(dryRun.status()).isEqualTo(200);
        assertThat(realm.export()).isEqualTo(edited);

        Reply deployed = realm.deploy(changed, "");
        assertThat(deployed.status()).isEqualTo(201);
        assertThat(deployed.json().path("plan")).isEqualTo(dryRun.json().path("plan"));
        assertThat(plan(deployed))
                .containsExactlyInAnyOrder(
                        "allowed origins: [https://console.example.com] becomes [https://a.example.com]",
                        "provider anon-user: DISABLED becomes ALTERNATIVE",
                        "provider local-userpass: DISABLED becomes ALTERNATIVE");
        assertThat(realm.requirement("anon-user")).isEqualTo("ALTERNATIVE");
        assertThat(realm.client(appId).path("webOrigins").toString()).isEqualTo("[\"https://a.example.com\"]");
    }

    @Test
    void whatNoFileSpeaksOfSurvivesAChangedDirectory() {
        String clientPath = "/clients/" + realm.client(appId).path("id").asText();
        realm.post(
                "/authentication/flows/app-services-login/executions/execution",
                Map.of("provider", "deny-access-authenticator"));
        realm.post(clientPath + "/protocol-mappers/models", mapper());
        realm.put(clientPath, realm.client(appId).put("description", "mine").put("standardFlowEnabled", true));
        realm.put("", ((ObjectNode) realm.get("")).put("accessTokenLifespan", 777));

        assertThat(realm.deploy(zip.withGuests(), "").status()).isEqualTo(201);

        assertThat(realm.steps().findValuesAsText("providerId")).contains("deny-access-authenticator");
        assertThat(realm.client(appId).path("protocolMappers").findValuesAsText("name"))
                .contains("mine");
        assertThat(realm.client(appId).path("description").asText()).isEqualTo("mine");
        assertThat(realm.client(appId).path("standardFlowEnabled").asBoolean()).isTrue();
        assertThat(realm.get("").path("accessTokenLifespan").asInt()).isEqualTo(777);
    }

    @Test
    void originsOfTheConsoleSurviveADirectoryThatListsNone() {
        Reply reply = realm.deploy(zip.root(appId, ""), "");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(realm.client(appId).path("webOrigins").toString()).isEqualTo("[\"https://a.example.com\"]");
    }

    @Test
    void providerThatAChangedDirectoryNoLongerHasIsSwitchedOff() {
        Reply reply = realm.deploy(
                zip.providers(
                        "{\"anon-user\": {\"name\": \"anon-user\", \"type\": \"anon-user\", \"disabled\": false}}"),
                "");

        assertThat(plan(reply))
                .containsExactlyInAnyOrder(
                        "provider anon-user: DISABLED becomes ALTERNATIVE",
                        "provider local-userpass, which the directory no longer has: ALTERNATIVE becomes DISABLED");
        assertThat(realm.requirement("local-userpass")).isEqualTo("DISABLED");
        assertThat(realm.step("local-userpass").path("authenticationConfig").asText())
                .isNotEmpty();
    }

    @Test
    void newRevisionAddsOnlyWhatIsMissing() {
        editInTheConsole();
        realm.delete("/authentication/executions/"
                + realm.step("anon-user").path("id").asText());
        deployedByRevision(0);

        Reply reply = realm.deploy(zip, "");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(plan(reply))
                .containsExactly("authentication flow app-services-login gets the step app-services-anon-user");
        assertThat(realm.requirement("local-userpass")).isEqualTo("DISABLED");
        assertThat(realm.client(appId).path("webOrigins").toString()).isEqualTo("[\"https://console.example.com\"]");
        assertThat(realm.deployments().get(0).path("revision").asInt()).isPositive();
    }

    private void editInTheConsole() {
        realm.require("local-userpass", "DISABLED");
        ObjectNode client = realm.client(appId);
        client.putArray("webOrigins").add("https://console.example.com");
        realm.put("/clients/" + client.path("id").asText(), client);
    }

    private void deployedByRevision(int revision) {
        ObjectNode client = realm.client(appId);
        ObjectNode attributes = (ObjectNode) client.get("attributes");
        attributes.put(
                "appServices.deployed",
                attributes.get("appServices.deployed").asText().replaceFirst(":.*", ":" + revision));
        realm.put("/clients/" + client.path("id").asText(), client);
    }

    private static Map<String, Object> mapper() {
        return Map.of(
                "name", "mine",
                "protocol", "openid-connect",
                "protocolMapper", "oidc-hardcoded-claim-mapper",
                "config", Map.of("claim.name", "mine", "claim.value", "1", "access.token.claim", "true"));
    }

    private static List<String> plan(Reply reply) {
        List<String> sentences = new ArrayList<>();
        reply.json().path("plan").forEach(sentence -> sentences.add(sentence.asText()));
        return sentences;
    }
}
