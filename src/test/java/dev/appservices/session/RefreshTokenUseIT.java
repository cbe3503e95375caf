package dev.appservices.session;

import java.net.URI;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;

import org.junit.jupiter.api.Test;

import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.Management;
import dev.appservices.testing.OwnApp;
import dev.appservices.testing.PlainHttp;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;
import dev.appservices.testing.SharedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** A copied refresh token is told of, and goes on working. */
class RefreshTokenUseIT {
    private static final String METRIC = "keycloak_app_services_refresh_tokens_alternating_total";

    @Test
    void tokenWhenTwoClientsUseItInTurnsThenAnEventAMetricAndALineOnce() {
        try (OwnApp app = OwnApp.create()) {
            Management management = new Management(SharedServer.get());
            AdminConsole console = new AdminConsole(app);
            console.put("/events/config", Map.of("eventsEnabled", true, "enabledEventTypes", List.of("REFRESH_TOKEN")));
            SdkClient sdk = new SdkClient(app);
            Reply login = sdk.anonymous();

            refresh(app, login, "owner/1", "owner/1", "owner/2", "thief/1");
            assertThat(console.get("/events").size()).isZero();

            refresh(app, login, "owner/2", "thief/1", "owner/2");
            assertThat(console.get("/events")).hasSize(1);
            assertThat(console.get("/events").get(0).path("type").asText()).isEqualTo("REFRESH_TOKEN");
            assertThat(console.get("/events")
                            .get(0)
                            .path("details")
                            .path("refresh_token_use")
                            .asText())
                    .isEqualTo("two clients in turns");
            assertThat(management.metric(METRIC, "realm=\"" + app.realm() + "\""))
                    .isEqualTo(1);
            OwnApp.await(
                    () -> app.logged().stream().anyMatch(line -> line.message().contains("in turns")));
            assertThat(sdk.refresh(login.text("refresh_token")).status()).isEqualTo(201);
        }
    }

    private static void refresh(OwnApp app, Reply login, String... agents) {
        PlainHttp http = new PlainHttp(SocketFactory.getDefault(), URI.create(app.baseUrl()));
        for (String agent : agents) {
            PlainHttp.Reply reply = http.post(
                    "/api/client/v2.0/auth/session",
                    "",
                    "Authorization: Bearer " + login.text("refresh_token"),
                    "User-Agent: " + agent);
            assertThat(reply.status()).isEqualTo(201);
        }
    }
}
