package dev.appservices.login;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import dev.appservices.login.LoginQueue.Place;
import dev.appservices.testing.Parallel;

import static org.assertj.core.api.Assertions.assertThat;

final class LoginQueueTest {
    private final LoginQueue queue = new LoginQueue(3, 4);
    private final List<String> gone = new ArrayList<>();

    @Test
    void joinWhenSameAddressThenOneAfterTheOtherInOrder() {
        Place first = join("ada", "1");
        Place second = join("ada", "2");
        Place third = join("ada", "3");
        assertThat(gone).containsExactly("1");

        first.leave();
        assertThat(gone).containsExactly("1", "2");
        second.leave();
        assertThat(gone).containsExactly("1", "2", "3");
        third.leave();

        join("ada", "4");
        assertThat(gone).containsExactly("1", "2", "3", "4");
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void joinWhenOtherAddressThenAtOnce() {
        join("ada", "1");
        join("ada", "2");

        join("grace", "3");

        assertThat(gone).containsExactly("1", "3");
    }

    @Test
    void leaveWhenWaitingThenNeverGoesAndOthersKeepTheirOrder() {
        Place first = join("ada", "1");
        Place second = join("ada", "2");
        join("ada", "3");

        second.leave();
        first.leave();

        assertThat(gone).containsExactly("1", "3");
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void leaveWhenAgainThenNobodyGoesBeforeHisTurn() {
        Place first = join("ada", "1");
        join("ada", "2");
        join("ada", "3");

        first.leave();
        first.leave();

        assertThat(gone).containsExactly("1", "2");
    }

    @Test
    void joinWhenLineIsFullThenGoesWithoutATurn() {
        Place first = join("ada", "1");
        join("ada", "2");
        join("ada", "3");
        join("ada", "4");

        Place tooMany = join("ada", "5");
        assertThat(gone).containsExactly("1", "5");
        tooMany.leave();
        assertThat(gone).containsExactly("1", "5");

        first.leave();
        assertThat(gone).containsExactly("1", "5", "2");
    }

    @Test
    void joinWhenTooManyWaitInAllThenGoesWithoutATurn() {
        for (int i = 0; i < 2; i++) {
            join("ada", "a" + i);
            join("ada", "a" + i);
        }
        join("grace", "g0");
        join("grace", "g1");
        assertThat(queue.waiting()).isEqualTo(4);

        join("grace", "g2");

        assertThat(gone).containsExactly("a0", "g0", "g2");
        assertThat(queue.waiting()).isEqualTo(4);
    }

    @Test
    void goUnservedWhenWaitingThenGoesOnceAndTheTurnIsTheNext() {
        Place first = join("ada", "1");
        Place impatient = join("ada", "2");
        join("ada", "3");

        impatient.goUnserved();
        impatient.goUnserved();
        assertThat(gone).containsExactly("1", "2");

        impatient.leave();
        first.goUnserved();
        assertThat(gone).containsExactly("1", "2");
        first.leave();
        assertThat(gone).containsExactly("1", "2", "3");
    }

    @Test
    void joinWhenManyThreadsThenOneTurnAtATimeAndNobodyIsForgotten() {
        LoginQueue wide = new LoginQueue(32 * 50, 32 * 50); // In a full one some would go without a turn.
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger served = new AtomicInteger();

        Parallel.run(32, () -> {
            for (int i = 0; i < 50; i++) {
                turn(wide, inside, most, served);
            }
            return true;
        });

        assertThat(served).hasValue(32 * 50);
        assertThat(most).hasValue(1);
        assertThat(wide.waiting()).isZero();
    }

    /** Leaves only when its turn has come, as a request does, in whichever thread that is. */
    private static void turn(LoginQueue queue, AtomicInteger inside, AtomicInteger most, AtomicInteger served) {
        AtomicInteger meetings = new AtomicInteger();
        Place[] place = new Place[1];
        Runnable leaveWhenBothAreThere = () -> {
            if (meetings.incrementAndGet() == 2) {
                inside.decrementAndGet();
                served.incrementAndGet();
                place[0].leave();
            }
        };
        place[0] = queue.join("ada", () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            leaveWhenBothAreThere.run();
        });
        leaveWhenBothAreThere.run();
    }

    private Place join(String address, String name) {
        return queue.join(address, () -> gone.add(name));
    }
}
