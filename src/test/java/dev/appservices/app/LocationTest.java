package dev.appservices.app;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class LocationTest {
    private static final App APP =
            new App(new AppId("quickstart-abcde"), "quickstart", "65a1b2c3d4e5f60718293a4b", List.of(), "LOCAL", "IE");

    @ParameterizedTest
    @CsvSource({
        "https://id.example.org, wss://id.example.org",
        "http://localhost:8080/realms/http, ws://localhost:8080/realms/http"
    })
    void ofWhenNoWebsocketBaseThenTheSameAuthority(String base, String websocket) {
        assertThat(Location.of(APP, base, "")).isEqualTo(new Location("LOCAL", "IE", base, websocket));
    }

    @Test
    void ofWhenWebsocketBaseThenThatOne() {
        assertThat(Location.of(APP, "https://id.example.org", "wss://sync.example.org"))
                .isEqualTo(new Location("LOCAL", "IE", "https://id.example.org", "wss://sync.example.org"));
    }

    @ParameterizedTest
    @CsvSource({"aws-us-east-1, US-VA", "aws-eu-central-1, DE-FF", "gcp-europe-west1, BE", "moon-1, US-VA", "'', US-VA"
    })
    void regionOfWhenKnownThenItsNameElseTheDefault(String exported, String region) {
        assertThat(Location.regionOf(exported)).isEqualTo(region);
    }

    @Test
    void allowsOriginWhenListedOrAllThenTrue() {
        assertThat(withOrigins("*").allowsOrigin("https://a.example")).isTrue();
        assertThat(withOrigins("https://a.example").allowsOrigin("https://a.example"))
                .isTrue();
        assertThat(withOrigins("https://a.example").allowsOrigin("https://b.example"))
                .isFalse();
        assertThat(APP.allowsOrigin("https://a.example")).isFalse();
    }

    private static App withOrigins(String... origins) {
        return new App(APP.id(), APP.realm(), APP.domainId(), List.of(origins), "LOCAL", "IE");
    }
}
