package dev.appservices.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.appservices.testing.MovedClock;

import static org.assertj.core.api.Assertions.assertThat;

class AlternatingClientsTest {
    private final MovedClock clock = new MovedClock(Instant.EPOCH);
    private final AlternatingClients clients = new AlternatingClients(clock);

    /** Each letter is a client; a capital one is where the clients are said to alternate. */
    @ParameterizedTest
    @CsvSource({
        "aaaa, one client",
        "aabbbb, an update",
        "abcd, an update each time",
        "abA, back again",
        "aabbA, back again after some time",
        "abAbabab, told once",
        "abcB, back to the second"
    })
    void usesWhenInThisOrderThenTold(String uses, String why) {
        StringBuilder told = new StringBuilder();
        for (char use : uses.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean alternates = clients.alternates("session", String.valueOf(use));
            told.append(alternates ? Character.toUpperCase(use) : use);
        }

        assertThat(told.toString()).as(why).isEqualTo(uses);
    }

    @Test
    void sessionsWhenDifferentThenApart() {
        assertThat(clients.alternates("one", "a")).isFalse();
        assertThat(clients.alternates("other", "b")).isFalse();
        assertThat(clients.alternates("one", "b")).isFalse();
        assertThat(clients.alternates("other", "a")).isFalse();
        assertThat(clients.alternates("one", "a")).isTrue();
    }

    @Test
    void alternationWhenAnHourHasPassedThenToldAgain() {
        clients.alternates("session", "a");
        clients.alternates("session", "b");
        assertThat(clients.alternates("session", "a")).isTrue();
        clock.move(Duration.ofMinutes(59));
        assertThat(clients.alternates("session", "b")).isFalse();
        clock.move(Duration.ofMinutes(1));
        assertThat(clients.alternates("session", "a")).isTrue();
    }

    @Test
    void sessionsWhenTooManyThenTheOneNotUsedForLongestIsForgotten() {
        clients.alternates("forgotten", "a");
        clients.alternates("kept", "a");
        clients.alternates("forgotten", "b");
        clients.alternates("kept", "b");
        for (int i = 0; i < AlternatingClients.MOST - 1; i++) {
            clients.alternates("session " + i, "a");
        }

        assertThat(clients.alternates("kept", "a")).isTrue();
        assertThat(clients.alternates("forgotten", "a")).isFalse();
    }
}
