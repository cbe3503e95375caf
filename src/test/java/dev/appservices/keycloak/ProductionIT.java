package dev.appservices.keycloak;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.AdminRest;
import dev.appservices.testing.LogLine;
import dev.appservices.testing.NodeProject;
import dev.appservices.testing.PlainHttp;
import dev.appservices.testing.Production;
import dev.appservices.testing.ProductionServer;
import dev.appservices.testing.ZipDeployment;

import static org.assertj.core.api.Assertions.assertThat;

/** A stock Keycloak in production mode with PostgreSQL behind nginx: what the README's installation gives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductionIT {
    private static final String API = "/api/client/v2.0";

    private final NodeProject node = NodeProject.ready();
    private final Production production = Production.start();
    private final ProductionServer server = production.server();
    private final String location = API + "/app/" + server.appId() + "/location";
    private final PlainHttp direct = new PlainHttp(SocketFactory.getDefault(), URI.create(server.baseUrl()));
    private final PlainHttp proxied = new PlainHttp(
            production.proxy().certificate().trusting().getSocketFactory(),
            URI.create(production.proxy().publicUrl()));

    @AfterAll
    void stop() {
        production.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "register-and-log-in", "refresh", "log-out"})
    void realmWebThroughTheProxyThenItWorks(String scenario) {
        passes(scenario, production.proxy().publicUrl());
    }

    @Test
    void realmWebBelowTheRealmThenItWorks() {
        passes("register-and-log-in", production.proxy().publicUrl() + "/realms/" + server.realm() + "/app-services");
    }

    @Test
    void directoryOfTheServerOptionIsDeployed() {
        assertThat(server.logText())
                .contains("App " + server.appId() + " in realm " + server.realm() + " is deployed: ")
                .doesNotContain("mongodb://", "admin-of-the-tests");
        assertThat(server.logText().lines().flatMap(line -> LogLine.parse(line).stream()))
                .noneMatch(LogLine::isError);
    }

    @Test
    void directoryAsZipIntoASecondRealmThenRealmWebLogsInThere() {
        String appId = "second-" + ObjectIds.random();
        ZipDeployment deployment = ZipDeployment.toNewRealm(server, "second");

        AdminRest.Reply planned = deployment.deploy(appId, true);
        assertThat(planned.status()).as(planned.text()).isEqualTo(200);
        assertThat(planned.json().path("plan").toString()).contains("client " + appId + " is created");
        assertThat(proxied.get(API + "/app/" + appId + "/location").status()).isEqualTo(404);

        AdminRest.Reply deployed = deployment.deploy(appId, false);
        assertThat(deployed.status()).as(deployed.text()).isEqualTo(201);
        assertThat(deployed.json().path("plan")).isEqualTo(planned.json().path("plan"));
        passes("register-and-log-in", production.proxy().publicUrl(), appId);
        passes("anonymous", production.proxy().publicUrl() + "/realms/second/app-services", appId);
        assertThat(deployment.deploy(appId, false).json().path("changed").asBoolean())
                .isFalse();
    }

    @Test
    void locationWhenClientsLieAboutTheHostThenThePublicOne() {
        String[] lies = {
            "Host: evil.example.com",
            "X-Forwarded-Host: evil.example.com",
            "X-Forwarded-Port: 6666",
            "X-Forwarded-Prefix: /evil",
            "Forwarded: host=evil.example.com"
        };
        String[] otherHost = List.of(lies).subList(1, lies.length).toArray(String[]::new);
        String expected = "\"hostname\":\"" + production.proxy().publicUrl() + "\"";

        assertThat(direct.get(location, lies).text()).contains(expected).doesNotContain("evil", "6666");
        assertThat(proxied.get(location, lies).text()).contains(expected).doesNotContain("evil", "6666");
        assertThat(proxied.get(location, otherHost).text()).contains(expected);
        assertThat(proxied.get("/realms/" + server.realm() + "/.well-known/openid-configuration", lies)
                        .text())
                .contains("\"issuer\":\"" + production.proxy().publicUrl() + "/realms/" + server.realm() + "\"")
                .doesNotContain("evil", "6666");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%s",
                "%s",
                "/api/client/v2.0%s",
                "/realms/quickstart/app-services%s",
                "/realms/quickstart/app-services/realms/quickstart/app-services%s",
                "/realms/quickstart/app-services/%s"
            })
    void pathsThatClientsSendPassTheProxy(String form) {
        String path = form.formatted(location);

        PlainHttp.Reply reply = proxied.get(path);

        assertThat(reply.status()).as(path).isEqualTo(200);
        String mount = form.startsWith("/realms") ? "/realms/quickstart/app-services" : "";
        assertThat(reply.text()).contains("\"hostname\":\"" + production.proxy().publicUrl() + mount + "\"");
    }

    @Test
    void pagesPassTheProxy() {
        PlainHttp.Reply page = proxied.get("/realms/" + server.realm() + "/account/");

        assertThat(page.status()).isEqualTo(200);
        String resource = page.text().replaceAll("(?s).*?(/resources/[^\"']+\\.(css|js|svg)).*", "$1");
        assertThat(proxied.get(resource).status()).as(resource).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/admin/",
                "/admin/master/console/",
                "/admin/realms/quickstart",
                "/admin/realms/quickstart/app-services/deployments",
                "/realms/master",
                "/realms/master/protocol/openid-connect/token",
                "//realms//master/protocol/openid-connect/token",
                "/%72ealms/m%61ster/protocol/openid-connect/token",
                "/realms/quickstart/../master/protocol/openid-connect/token",
                "/health",
                "/metrics",
                "/api/admin/v3.0/groups",
                "/api/client/../../admin/master/console/",
                "/api/client/%2e%2e/%2e%2e/admin/master/console/",
                "/resources/..%2fadmin/master/console/"
            })
    void otherPathsDoNotPassTheProxy(String path) {
        PlainHttp.Reply reply = proxied.get(path);

        assertThat(reply.status()).as(path).isEqualTo(404);
        // Keycloak's own replies have this header; the one here is of nginx.
        assertThat(reply.text()).as(path).contains("<center>nginx").doesNotContain("X-Frame-Options");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "Only Linux has all of 127.0.0.0/8")
    void eventsHaveTheAddressOfTheClientWhateverItSays() throws UnknownHostException {
        InetAddress client = InetAddress.getByAddress(new byte[] {127, 0, 0, 9});
        String login = API + "/app/" + server.appId() + "/auth/providers/anon-user/login";
        String[] lies = {"X-Forwarded-For: 6.6.6.6", "Forwarded: for=6.6.6.6", "X-Real-IP: 6.6.6.6"};

        PlainHttp.Reply through = proxied.from(client).post(login, "{}", lies);
        PlainHttp.Reply past = direct.from(client).post(login, "{}", lies);

        assertThat(List.of(through.status(), past.status())).containsExactly(200, 200);
        assertThat(addressOf(through)).isEqualTo("127.0.0.9");
        assertThat(addressOf(past)).as("not a trusted proxy").isEqualTo("127.0.0.9");
    }

    @Test
    void managementPortTellsHealthAndMetrics() {
        for (String path : List.of("/health/ready", "/health/live", "/metrics")) {
            PlainHttp management = new PlainHttp(SocketFactory.getDefault(), server.management(path));
            assertThat(management.get(path).status()).as(path).isEqualTo(200);
        }
    }

    private String addressOf(PlainHttp.Reply login) {
        String request = login.text().replaceAll("(?s).*X-AppServices-Request-Id: *([^\\r\\n]+).*", "$1");
        List<JsonNode> events = new AdminConsole(server).eventsOf(request);
        assertThat(events).as(login.text()).hasSize(1);
        return events.get(0).path("ipAddress").asText();
    }

    private void passes(String scenario, String baseUrl) {
        passes(scenario, baseUrl, server.appId());
    }

    private void passes(String scenario, String baseUrl, String appId) {
        NodeProject.Result result = node.run(
                "scenarios/" + scenario + ".mjs",
                Map.of(
                        "BASE_URL", baseUrl,
                        "APP_ID", appId,
                        "NODE_EXTRA_CA_CERTS",
                                production.proxy().certificate().chain().toString()));

        assertThat(result.exitCode())
                .as("%s printed:%n%s", scenario, result.output())
                .isZero();
    }
}
