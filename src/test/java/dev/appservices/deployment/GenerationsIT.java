package dev.appservices.deployment;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.AdminRest.Reply;
import dev.appservices.testing.AppServer;
import dev.appservices.testing.RunningApp;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SharedServer;
import dev.appservices.testing.ZipDeployment;

import static org.assertj.core.api.Assertions.assertThat;

/** An export of each generation, deployed as it is: its enabled providers that need no secret let users in. */
class GenerationsIT {
    private static final Path APPS = Path.of("src", "test", "resources", "migration");

    private final AppServer server = SharedServer.get();
    private final ZipDeployment realm = ZipDeployment.toNewRealm(server, "r" + ObjectIds.random());

    @ParameterizedTest
    @CsvSource({
        "stitch, ferryman-kqzwd, 200, 200",
        "config, beekeeper-tyhmo, 200, 200",
        "realm, lighthouse-vbnrt, 200, 200",
        "root, windmill-plkju, 200, 200",
        "mixture-leftovers, orchard-abcde, 401, 401",
        "mixture-new-root, orchard-abcde, 401, 200"
    })
    void exportOfAnyGenerationLetsInWhomItsProvidersLetIn(String export, String appId, int anonymous, int password) {
        Path directory = APPS.resolve(export).resolve("app");
        Reply plan = realm.deploy(directory, "dryRun=true");
        assertThat(plan.status()).as(plan.text()).isEqualTo(200);

        Reply deployed = realm.deploy(directory, "");

        assertThat(deployed.status()).as(deployed.text()).isEqualTo(201);
        assertThat(deployed.json().path("appId").textValue()).isEqualTo(appId);
        assertThat(deployed.json().path("plan")).isEqualTo(plan.json().path("plan"));
        SdkClient client = new SdkClient(new RunningApp(server.baseUrl(), appId, realm.realm(), server.admin()));
        assertThat(client.anonymous().status()).isEqualTo(anonymous);
        String email = SdkClient.newEmail();
        client.register(email, SdkClient.PASSWORD);
        assertThat(client.login(email, SdkClient.PASSWORD).status()).isEqualTo(password);
    }

    /** An App ID is one realm's: the next export may have the same. */
    @AfterEach
    void removeRealm() {
        server.admin().delete("/realms/" + realm.realm());
    }
}
