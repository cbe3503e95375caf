package dev.appservices.keycloak;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.appservices.error.AppServicesException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AnonymousCleanupTest {
    private final Deque<Integer> batches = new ArrayDeque<>(List.of(50, 50, 7, 0, 50));
    private final MovingClock clock = new MovingClock();

    @Test
    void drainWhenBatchIsEmptyThenEnds() {
        AnonymousCleanup.drain(batches::remove, clock);

        assertThat(batches).containsExactly(50);
    }

    @Test
    void drainWhenTimeIsOverThenTheRestWaits() {
        AnonymousCleanup.drain(
                () -> {
                    clock.now = clock.now.plus(AnonymousCleanup.LIMIT.dividedBy(2));
                    return batches.remove();
                },
                clock);

        assertThat(batches).containsExactly(7, 0, 50);
    }

    @Test
    void drainWhenStoreDoesNotAnswerThenEndsAtOnce() {
        AppServicesException outage = AppServicesException.unavailable("gone", new IllegalStateException());

        assertThatThrownBy(() -> AnonymousCleanup.drain(
                        () -> {
                            batches.remove();
                            throw outage;
                        },
                        clock))
                .isSameAs(outage);
        assertThat(batches).hasSize(4);
    }

    private static final class MovingClock extends Clock {
        private Instant now = Instant.EPOCH.plus(Duration.ofDays(20_000));

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
