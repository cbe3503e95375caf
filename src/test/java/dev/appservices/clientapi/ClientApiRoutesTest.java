package dev.appservices.clientapi;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.appservices.clientapi.ClientApiRoutes.Match;

import static org.assertj.core.api.Assertions.assertThat;

final class ClientApiRoutesTest {
    @ParameterizedTest
    @CsvSource({
        "GET, app/a-b/location, app/{app}/location",
        "POST, app/a-b/auth/providers/anon-user/login, app/{app}/auth/providers/{provider}/login",
        "GET, app/a-b/auth/providers/anon-user/login, app/{app}/auth/providers/{provider}/login",
        "POST, app/a-b/auth/providers/local-userpass/register, app/{app}/auth/providers/local-userpass/register",
        "POST, app/a-b/auth/providers/local-userpass/confirm, app/{app}/auth/providers/local-userpass/confirm",
        "POST, app/a-b/auth/providers/local-userpass/confirm/send, app/{app}/auth/providers/local-userpass/confirm/send",
        "POST, app/a-b/auth/providers/local-userpass/confirm/call, app/{app}/auth/providers/local-userpass/confirm/call",
        "POST, app/a-b/auth/providers/local-userpass/reset, app/{app}/auth/providers/local-userpass/reset",
        "POST, app/a-b/auth/providers/local-userpass/reset/send, app/{app}/auth/providers/local-userpass/reset/send",
        "POST, app/a-b/auth/providers/local-userpass/reset/call, app/{app}/auth/providers/local-userpass/reset/call",
        "POST, auth/session, auth/session",
        "DELETE, auth/session, auth/session",
        "GET, auth/profile, auth/profile",
        "GET, app/a-b/realm-sync, app/{app}/realm-sync",
        "PUT, app/a-b/push/providers/gcm/registration, app/{app}/push/providers/{service}/registration",
        "DELETE, app/a-b/push/providers/gcm/registration, app/{app}/push/providers/{service}/registration"
    })
    void findWhenServedThenItsRow(String method, String path, String template) {
        Match match = ClientApiRoutes.find(method, path).orElseThrow();

        assertThat(match.route().method()).isEqualTo(method);
        assertThat(String.join("/", match.route().segments())).isEqualTo(template);
    }

    @Test
    void findWhenNamedPartsThenTheirTexts() {
        Match match = ClientApiRoutes.find("POST", "app/a-b/auth/providers/anon-user/login")
                .orElseThrow();

        assertThat(match.parameters()).isEqualTo(Map.of("app", "a-b", "provider", "anon-user"));
        assertThat(match.app()).contains("a-b");
        assertThat(ClientApiRoutes.find("GET", "auth/profile").flatMap(Match::app))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "app",
                "app/a-b",
                "app//location",
                "app/a-b/location/",
                "/app/a-b/location",
                "app/a-b/locations",
                "APP/a-b/location",
                "app/a-b/auth/providers//login",
                "auth/session/x"
            })
    void findWhenNoSuchPathThenEmptyAndNoMethods(String path) {
        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            assertThat(ClientApiRoutes.find(method, path)).isEmpty();
        }
        assertThat(ClientApiRoutes.methods(path)).isEmpty();
    }

    @Test
    void methodsWhenPathThenAllOfThem() {
        assertThat(ClientApiRoutes.methods("auth/session")).containsExactly("POST", "DELETE");
        assertThat(ClientApiRoutes.methods("auth/profile")).containsExactly("GET");
        assertThat(ClientApiRoutes.methods("app/a/auth/providers/x/login")).containsExactly("POST", "GET");
        assertThat(ClientApiRoutes.find("PUT", "auth/session")).isEmpty();
    }

    @Test
    void appInWhenAppPathThenItsId() {
        assertThat(ClientApiRoutes.appIn("app/a-b/no/such/path")).contains("a-b");
        assertThat(ClientApiRoutes.appIn("app/a-b")).contains("a-b");
        assertThat(ClientApiRoutes.appIn("app")).isEmpty();
        assertThat(ClientApiRoutes.appIn("app/")).isEmpty();
        assertThat(ClientApiRoutes.appIn("app/ /location")).isEmpty();
        assertThat(ClientApiRoutes.appIn("auth/session")).isEmpty();
        assertThat(ClientApiRoutes.appIn("")).isEmpty();
    }
}
