package dev.appservices.testing.mail;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MailsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final List<Mail> heard = new ArrayList<>();
    private final Mails mails = new Mails(Clock.fixed(NOW, ZoneOffset.UTC), heard::add);

    private void receive(String subject) {
        mails.receive(
                "a@a.example", "b@b.example", ("Subject: " + subject + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void receiveWhenOneComesThenHeardAndFound() {
        receive("first");

        assertThat(heard).containsExactlyElementsOf(mails.all());
        assertThat(mails.find(1)).hasValueSatisfying(mail -> {
            assertThat(mail.subject()).isEqualTo("first");
            assertThat(mail.received()).isEqualTo(NOW);
        });
        assertThat(mails.find(2)).isEmpty();
    }

    @Test
    void receiveWhenMoreThanFiftyThenTheOldestGo() {
        for (int i = 1; i <= 52; i++) {
            receive("mail " + i);
        }

        assertThat(mails.all()).hasSize(50);
        assertThat(mails.all().get(0).subject()).isEqualTo("mail 52");
        assertThat(mails.all().get(49).subject()).isEqualTo("mail 3");
        assertThat(mails.find(2)).isEmpty();
        assertThat(heard).hasSize(52);
    }
}
