package dev.appservices.customdata;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.appservices.testing.MovedClock;
import dev.appservices.user.UserId;

import static org.assertj.core.api.Assertions.assertThat;

class SizeWarningsTest {
    private final MovedClock clock = new MovedClock(Instant.EPOCH);
    private final SizeWarnings warnings = new SizeWarnings(clock);

    @Test
    void warningWhenRepeatedThenOnceAnHour() {
        UserId user = UserId.random();

        assertThat(warnings.isDue(user)).isTrue();
        clock.move(Duration.ofMinutes(59));
        assertThat(warnings.isDue(user)).isFalse();
        assertThat(warnings.isDue(UserId.random())).isTrue();
        clock.move(Duration.ofMinutes(1));
        assertThat(warnings.isDue(user)).isTrue();
        assertThat(warnings.isDue(user)).isFalse();
    }

    @Test
    void usersWhenTooManyThenTheOldestIsForgotten() {
        UserId first = UserId.random();
        UserId second = UserId.random();
        warnings.isDue(first);
        warnings.isDue(second);

        for (int i = 0; i < SizeWarnings.MOST - 1; i++) {
            warnings.isDue(UserId.random());
        }

        assertThat(warnings.isDue(second)).isFalse();
        assertThat(warnings.isDue(first)).isTrue();
    }
}
