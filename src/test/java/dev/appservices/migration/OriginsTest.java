package dev.appservices.migration;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OriginsTest {
    @TempDir
    Path directory;

    private WrittenApp app(String origin) {
        return WrittenApp.empty(directory)
                .with(
                        "root_config.json",
                        "{'name': 'x', 'allowed_request_origins': ['http://localhost', '" + origin + "']}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://orchard.example",
                "http://127.0.0.1:3000",
                "http://[::1]:8080",
                "capacitor://localhost",
                "https://a_b.example:65535"
            })
    void readWhenOriginThenKept(String origin) {
        assertThat(app(origin).definition().allowedRequestOrigins()).containsExactly("http://localhost", origin);
    }

    @Test
    void readWhenUpperCaseThenAsBrowsersSendItAndOnce() {
        assertThat(app("HTTP://LocalHost").definition().allowedRequestOrigins()).containsExactly("http://localhost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "localhost:3000",
                "http://localhost:3000/",
                "https://orchard.example/app",
                "https://user@orchard.example",
                "https://*.orchard.example",
                "http://localhost:0",
                "http://localhost:65536",
                "http://a..b",
                "http://localhost\\nX: y"
            })
    void readWhenNoOriginThenErrorNamesItsPlace(String origin) {
        assertThat(app(origin).error())
                .isEqualTo("root_config.json, key /allowed_request_origins/1: This is not an origin; it must be"
                        + " <scheme>://<host>[:port], without a path or a slash at the end.");
    }
}
