package dev.appservices.testing;

import java.util.Map;
import java.util.OptionalInt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RealmMailsTest {
    private final FakeAdminServer server = new FakeAdminServer();
    private final RealmMails mails = new RealmMails(server.api(), "orchard");

    @AfterEach
    void close() {
        server.close();
    }

    private void realm(String smtp) {
        server.reply("GET", "/admin/realms/orchard", 200, "{\"realm\": \"orchard\", \"smtpServer\": " + smtp + "}");
        server.reply("PUT", "/admin/realms/orchard", 204, "");
    }

    private String written() {
        assertThat(server.requests()).hasSize(2);
        return server.requests().get(1).body();
    }

    @Test
    void leadWhenRealmHasNoServerThenItGetsOurs() {
        realm("{}");

        assertThat(mails.lead(OptionalInt.empty(), 1025)).isEmpty();

        assertThat(written())
                .startsWith("{\"smtpServer\":{")
                .contains("\"host\":\"127.0.0.1\"", "\"port\":\"1025\"", "\"from\":\"no-reply@app.example\"");
    }

    @Test
    void leadWhenRealmHasAServerOfItsOwnThenItStays() {
        realm("{\"host\": \"smtp.example.com\", \"password\": \"**********\"}");

        assertThat(mails.lead(OptionalInt.of(1025), 1025)).hasValue("smtp.example.com");

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void leadWhenOursOfTheLastRunThenOnlyThePortChanges() {
        realm("{\"host\": \"127.0.0.1\", \"port\": \"1025\", \"from\": \"me@orchard.example\"}");

        assertThat(mails.lead(OptionalInt.of(1025), 1026)).isEmpty();

        assertThat(written()).contains("\"port\":\"1026\"", "\"from\":\"me@orchard.example\"");
    }

    @Test
    void leadWhenNothingDiffersThenNothingIsWritten() {
        realm("{\"host\": \"127.0.0.1\", \"port\": \"1025\", \"from\": \"no-reply@app.example\"}");

        assertThat(mails.lead(OptionalInt.of(1025), 1025)).isEmpty();

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void isForeignWhenAnotherCatcherOfThisMachineThenTrue() {
        assertThat(RealmMails.isForeign(Map.of("host", "127.0.0.1", "port", "2525"), OptionalInt.of(1025)))
                .isTrue();
        assertThat(RealmMails.isForeign(Map.of("host", "127.0.0.1", "port", "1025"), OptionalInt.of(1025)))
                .isFalse();
    }
}
