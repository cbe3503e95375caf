package dev.appservices.login.customtoken;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.appservices.testing.MovedClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LastGoodTest {
    private final MovedClock clock = new MovedClock(Instant.parse("2026-03-05T10:20:30Z"));
    private final LastGood<Integer> sets = new LastGood<>(clock);
    private int fetches;
    private boolean down;

    @Test
    void getWhenAskedAgainWithinAMinuteThenFetchedOnce() throws IOException {
        for (int i = 0; i < 1000; i++) {
            assertThat(get()).isEqualTo(1);
        }
        clock.move(Duration.ofSeconds(59));
        assertThat(get()).isEqualTo(1);

        clock.move(Duration.ofSeconds(1));
        assertThat(get()).isEqualTo(2);
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void getWhenItFailsThenTheLastGoodOneCountsOnAndAMinuteIsQuiet() throws IOException {
        get();
        clock.move(Duration.ofMinutes(1));
        down = true;

        for (int i = 0; i < 1000; i++) {
            assertThat(get()).isEqualTo(1);
        }
        assertThat(fetches).isEqualTo(2);

        down = false;
        clock.move(Duration.ofMinutes(1));
        assertThat(get()).isEqualTo(3);
    }

    @Test
    void getWhenThereHasNeverBeenOneThenFailsAndTriesAgainSoon() throws IOException {
        down = true;
        for (int i = 0; i < 1000; i++) {
            assertThatThrownBy(this::get).isInstanceOf(IOException.class);
        }
        assertThat(fetches).isOne();

        down = false;
        clock.move(Duration.ofSeconds(5));
        assertThat(get()).isEqualTo(2);
    }

    @Test
    void getWhenAnotherPlaceThenOnItsOwn() throws IOException {
        get();

        assertThat(sets.get("other", () -> 7)).isEqualTo(7);
        assertThat(get()).isEqualTo(1);
    }

    private int get() throws IOException {
        return sets.get("place", () -> {
            fetches++;
            if (down) {
                throw new IOException("down");
            }
            return fetches;
        });
    }
}
