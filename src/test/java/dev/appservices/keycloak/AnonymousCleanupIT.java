package dev.appservices.keycloak;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;

import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.LogLine;
import dev.appservices.testing.Management;
import dev.appservices.testing.OwnApp;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;
import dev.appservices.testing.SharedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Anonymous users who do not come back, on a server that looks for them every two seconds. */
class AnonymousCleanupIT {
    private static final String METRIC = "keycloak_app_services_anonymous_users_removed_total";

    private final OwnApp app = OwnApp.create();
    private final SdkClient sdk = new SdkClient(app);
    private final AdminConsole console = new AdminConsole(app);

    /** The tests make users older in their documents, which Keycloak's cache would not know at once. */
    @BeforeEach
    void keepNoUsers() {
        app.set("cachePolicy", "NO_CACHE");
    }

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void settingWhenOnThenInactiveUsersAreGoneWithTheirSessionsAndNobodyElse() {
        Reply inactive = sdk.anonymous();
        Reply used = sdk.anonymous();
        Reply linked = sdk.anonymous();
        Reply active = sdk.anonymous();
        String path = console.userPath(inactive.text("user_id"));
        assertThat(console.get(path + "/sessions")).hasSize(1);
        age(inactive);
        age(used);
        age(linked);
        update(
                linked,
                new Document(
                        "$push",
                        new Document(
                                "identities",
                                new Document("provider_type", "custom-token").append("id", "of " + app.realm()))));
        assertThat(sdk.refresh(used.text("refresh_token")).status()).isEqualTo(201);

        app.set("anonymousInactivityDays", "90");
        OwnApp.await(() -> document(inactive) == null
                && app.logged().stream().anyMatch(line -> line.message().startsWith("Removed ")));

        assertThat(app.logged())
                .filteredOn(line -> line.message().startsWith("Removed "))
                .extracting(LogLine::message)
                .containsExactly(
                        "Removed 1 anonymous users of realm " + app.realm() + " who were inactive for 90 days");
        assertThat(new Management(SharedServer.get()).metric(METRIC, "realm=\"" + app.realm() + "\""))
                .isEqualTo(1);
        assertThat(console.search(inactive.text("user_id"))).isEmpty();
        assertThat(sdk.refresh(inactive.text("refresh_token")).status()).isEqualTo(401);
        assertThat(console.get("/client-session-stats").path(0).path("active").asInt())
                .isEqualTo(3);
        for (Reply kept : new Reply[] {used, linked, active}) {
            assertThat(sdk.refresh(kept.text("refresh_token")).status()).isEqualTo(201);
        }
    }

    @Test
    void refreshWhenFirstOfTheDayThenNotedOnTheUserAndNotAgain() {
        Reply login = sdk.anonymous();
        age(login);

        sdk.refresh(login.text("refresh_token"));
        Date noted = lastAuthenticatedAt(login);
        sdk.refresh(login.text("refresh_token"));

        assertThat(noted).isAfter(Date.from(Instant.now().minus(Duration.ofMinutes(5))));
        assertThat(lastAuthenticatedAt(login)).isEqualTo(noted);
    }

    private void age(Reply login) {
        Instant longAgo = Instant.now().minus(Duration.ofDays(100));
        update(login, new Document("$set", new Document("lastAuthenticatedAt", Date.from(longAgo))));
    }

    private void update(Reply login, Document update) {
        assertThat(app.users().updateOne(id(login), update).getModifiedCount()).isEqualTo(1);
    }

    private Document document(Reply login) {
        return app.users().find(id(login)).first();
    }

    private Date lastAuthenticatedAt(Reply login) {
        return app.users()
                .find(id(login))
                .map(found -> found.getDate("lastAuthenticatedAt"))
                .first();
    }

    private static Document id(Reply login) {
        return new Document("_id", new ObjectId(login.text("user_id")));
    }
}
