package dev.appservices.session;

import java.util.Locale;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.EmbeddedMongo;
import dev.appservices.testing.PostgresServer;
import dev.appservices.testing.ProductionServer;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/** What a client was told stays true when the only server is gone in the next moment, or comes back under another name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurvivalIT {
    private final String database = "survival_" + ObjectIds.random().toLowerCase(Locale.ROOT);
    private final EmbeddedMongo mongo = EmbeddedMongo.inMemory();
    private ProductionServer server;

    SurvivalIT() {
        PostgresServer.assumeInstalled();
        PostgresServer.get().create(database);
        server = started("http://localhost");
    }

    @AfterAll
    void stop() {
        server.close();
        mongo.close();
    }

    @Test
    void serverKilledRightAfterTheLoginThenTheSessionIsThere() {
        Reply login = sdk().newUser(SdkClient.newEmail());
        server.kill();

        start();

        assertLives(login);
    }

    @Test
    void serverStartedAgainThenTheSessionIsThere() {
        Reply login = sdk().newUser(SdkClient.newEmail());
        Reply loggedOut = sdk().anonymous();
        assertThat(sdk().logout(loggedOut.text("refresh_token")).status()).isEqualTo(204);
        server.close();

        start();

        assertLives(login);
        assertThat(sdk().refresh(loggedOut.text("refresh_token")).status()).isEqualTo(401);
    }

    @Test
    void hostNameChangedThenTheSessionIsThere() {
        Reply login = sdk().newUser(SdkClient.newEmail());
        server.close();

        server = started("http://other.localhost");

        assertThat(sdk().location().text("hostname")).startsWith("http://other.localhost");
        assertLives(login);
    }

    private void assertLives(Reply login) {
        Reply refreshed = sdk().refresh(login.text("refresh_token"));
        assertThat(refreshed.status()).as(refreshed.toString()).isEqualTo(201);
        Reply profile = sdk().profile(refreshed.text("access_token"));
        assertThat(profile.text("user_id")).isEqualTo(login.text("user_id"));
    }

    private SdkClient sdk() {
        return new SdkClient(server);
    }

    private void start() {
        server.start();
        server.awaitReady();
    }

    private ProductionServer started(String publicUrl) {
        ProductionServer started = new ProductionServer("survival", publicUrl, database, mongo.connectionString());
        started.start();
        started.awaitReady();
        return started;
    }
}
