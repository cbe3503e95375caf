package dev.appservices.keycloak;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.NodeProject;
import dev.appservices.testing.Ports;
import dev.appservices.testing.SharedServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * From an empty realm to a working app in Keycloak's admin console alone: a browser clicks what the README tells, and
 * writes pictures of the steps to {@code target/screenshots}.
 */
class ConsoleIT {
    @Test
    void clicksMakeAnAppThatUnmodifiedClientsLogInto() {
        NodeProject node = NodeProject.ready();
        SharedServer server = SharedServer.get();
        String name = "console-" + ObjectIds.random().substring(0, 5);

        NodeProject.Result result = node.run(
                "scenarios/console.mjs",
                Map.of(
                        "BASE_URL",
                        server.baseUrl(),
                        "ADMIN",
                        "admin",
                        "ADMIN_PASSWORD",
                        "admin-of-the-tests",
                        "REALM",
                        name,
                        "APP_ID",
                        name + "-app",
                        "MONGO_URI",
                        server.connectionString(),
                        "CLOSED_PORT",
                        String.valueOf(Ports.free()),
                        "SCREENSHOTS",
                        Path.of("target", "screenshots").toAbsolutePath().toString()));

        server.admin().delete("/realms/" + name);
        assertThat(result.exitCode())
                .as("the browser printed:%n%s", result.output())
                .isZero();
    }
}
