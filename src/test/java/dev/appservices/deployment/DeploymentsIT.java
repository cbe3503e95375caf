package dev.appservices.deployment;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.AdminRest.Reply;
import dev.appservices.testing.ExportedApp;
import dev.appservices.testing.HttpGet;
import dev.appservices.testing.SharedServer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Deploying an app by admin REST: what is answered, stored and refused. */
class DeploymentsIT {
    private static final Map<String, String> ZIP = Map.of("Content-Type", "application/zip");

    private final AppRealm realm = AppRealm.create();
    private final String appId = "app-" + ObjectIds.random();

    @Test
    void dryRunTellsThePlanAndChangesNothing() {
        JsonNode before = realm.export();

        Reply reply = realm.deploy(ExportedApp.of(appId), "?dryRun=true");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("dryRun").asBoolean()).isTrue();
        assertThat(reply.json().path("changed").asBoolean()).isTrue();
        assertThat(reply.json().path("plan").toString()).contains("client " + appId + " is created");
        assertThat(realm.export()).isEqualTo(before);
        assertThat(realm.events()).isEmpty();
        assertThat(realm.deployments()).isEmpty();
    }

    @Test
    void deploymentIsServedAtOnceAndIsListed() {
        Reply reply = realm.deploy(ExportedApp.of(appId), "");

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.contentType()).isEqualTo("application/json");
        assertThat(reply.json().path("appId").asText()).isEqualTo(appId);
        assertThat(reply.json().path("realm").asText()).isEqualTo(realm.name());
        assertThat(reply.json().path("report").path("app").asText()).isEqualTo("zipped");
        assertThat(location(appId)).isEqualTo(200);

        JsonNode listed = realm.deployments();
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).path("appId").asText()).isEqualTo(appId);
        assertThat(listed.get(0).path("hash")).isEqualTo(reply.json().path("hash"));
        assertThat(listed.get(0).path("deployedBy").asText()).isEqualTo("admin");
        assertThat(listed.get(0).path("deployedAt").asText()).matches("20.*Z");
    }

    /** The miss before it makes the index of apps new, which then is not read again for two seconds. */
    @Test
    void appIsKnownRightAfterItsDeploymentAlthoughItWasAskedForBefore() {
        assertThat(location(appId)).isEqualTo(404);

        realm.deploy(ExportedApp.of(appId), "");

        assertThat(location(appId)).isEqualTo(200);
    }

    @Test
    void clientThatIsMadeAnAppByRestIsKnownAtOnce() {
        realm.deploy(ExportedApp.of(appId), "");
        String second = "second-" + appId;
        assertThat(location(second)).isEqualTo(404);

        realm.put(
                "/clients/" + realm.client(appId).path("id").asText(),
                realm.client(appId).put("clientId", second));

        assertThat(location(second)).isEqualTo(200);
        assertThat(location(appId)).isEqualTo(404);
    }

    @Test
    void deploymentWritesOneAdminEventAndTheSameAgainNone() {
        Reply reply = realm.deploy(ExportedApp.of(appId), "");
        realm.deploy(ExportedApp.of(appId), "");

        assertThat(realm.events()).hasSize(1);
        JsonNode event = realm.events().get(0);
        assertThat(event.path("operationType").asText()).isEqualTo("ACTION");
        assertThat(event.path("resourceType").asText()).isEqualTo("APP_SERVICES_DEPLOYMENT");
        assertThat(event.path("resourcePath").asText()).isEqualTo("app-services/deployments/" + appId);
        assertThat(event.path("representation").asText())
                .contains(appId, reply.json().path("hash").asText(), "client " + appId + " is created");
    }

    @Test
    void planIsAnsweredAsTextToWhomeverWantsText() {
        Map<String, String> headers = Map.of("Content-Type", "application/zip", "Accept", "text/plain");

        Reply reply = realm.deploy(ExportedApp.of(appId).bytes(), "?dryRun=true", headers);

        assertThat(reply.contentType()).isEqualTo("text/plain;charset=UTF-8");
        assertThat(reply.text())
                .contains("zipped", "would be deployed (dry run", "  client " + appId + " is created\n");
    }

    @Test
    void zipThatAServerOptionNamesIsDeployedAtStartBesideADirectory() {
        SharedServer server = SharedServer.get();

        assertThat(location(SharedServer.ZIPPED_APP)).isEqualTo(200);
        assertThat(location(server.appId())).isEqualTo(200);
        JsonNode client = server.admin()
                .get("/realms/zipped/clients?clientId=" + SharedServer.ZIPPED_APP)
                .required(0);
        assertThat(client.path("attributes").path("appServices.deployedBy").asText())
                .isEqualTo("server option");
    }

    @Test
    void appIdComesFromTheQueryOrFromTheRealmWhereNoFileHasIt() {
        ExportedApp nameless = ExportedApp.of("").root("", "");

        assertThat(realm.deploy(nameless, "").outcome()).startsWith("400 No file names the App ID");
        assertThat(realm.deploy(nameless, "?appId=" + appId).status()).isEqualTo(201);
        Reply again = realm.deploy(nameless.withGuests(), "");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().path("appId").asText()).isEqualTo(appId);
    }

    @Test
    void whatIsNoAppIsRefusedWithASentence() {
        JsonNode before = realm.export();

        assertThat(realm.deploy("no zip".getBytes(UTF_8), "", ZIP).status()).isEqualTo(400);
        assertThat(realm.deploy("no zip".getBytes(UTF_8), "", ZIP).outcome()).contains("zip");
        assertThat(realm.deploy(new ExportedApp(Map.of("a.txt", "a")), "").outcome())
                .startsWith("400 ");
        assertThat(realm.deploy(ExportedApp.of(appId).providers("{\"anon-user\": 7}"), "")
                        .outcome())
                .startsWith("400 auth/providers.json");
        assertThat(realm.deploy(ExportedApp.of(appId), "?dryRun=maybe").outcome())
                .isEqualTo("400 dryRun must be true or false");
        assertThat(realm.deploy(ExportedApp.of(appId), "?appId=" + "x".repeat(256))
                        .outcome())
                .isEqualTo("400 An App ID has 1 to 255 characters, not 256");
        assertThat(realm.deploy(ExportedApp.of(appId).bytes(), "", Map.of("Content-Type", "application/json"))
                        .outcome())
                .startsWith("415 The body must be a zip");

        assertThat(realm.export()).isEqualTo(before);
        assertThat(realm.events()).isEmpty();
    }

    @Test
    void appIdOfAnotherRealmAndSecondAppOfOneRealmAreConflicts() {
        SharedServer server = SharedServer.get();
        assertThat(realm.deploy(ExportedApp.of(server.appId()), "").outcome())
                .startsWith("409 The App ID " + server.appId() + " is in use in the realm " + server.realm());

        assertThat(realm.deploy(ExportedApp.of("account-console"), "").outcome())
                .startsWith("409 The App ID account-console is the ID of a client of the realm " + realm.name());

        realm.deploy(ExportedApp.of(appId), "");
        JsonNode before = realm.export();
        assertThat(realm.deploy(ExportedApp.of("other-" + appId), "").outcome())
                .isEqualTo("409 The realm " + realm.name() + " is the app " + appId
                        + " already, and a realm is one app: deploy other-" + appId + " into another realm");
        assertThat(realm.export()).isEqualTo(before);
    }

    private static int location(String appId) {
        return HttpGet.status(SharedServer.get().baseUrl() + "/api/client/v2.0/app/" + appId + "/location");
    }
}
