package dev.appservices.keycloak;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class WaitersTest {
    private final Waiters waiters = new Waiters(2, 3);

    @Test
    void enterWhenEnoughForOneThenRefusedAndOthersEnter() {
        assertThat(waiters.enter("a")).isTrue();
        assertThat(waiters.enter("a")).isTrue();

        assertThat(waiters.enter("a")).isFalse();
        assertThat(waiters.enter("b")).isTrue();
    }

    @Test
    void enterWhenEnoughInAllThenRefusedUntilOneLeaves() {
        waiters.enter("a");
        waiters.enter("a");
        waiters.enter("b");
        assertThat(waiters.enter("c")).isFalse();

        waiters.leave("a");

        assertThat(waiters.enter("c")).isTrue();
        assertThat(waiters.enter("a")).isFalse();
    }

    @Test
    void leaveWhenAllHaveLeftThenAsAtTheBeginning() {
        for (int i = 0; i < 100; i++) {
            assertThat(waiters.enter("a")).isTrue();
            assertThat(waiters.enter("a")).isTrue();
            waiters.leave("a");
            waiters.leave("a");
        }
    }
}
