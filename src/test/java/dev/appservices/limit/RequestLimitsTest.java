package dev.appservices.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.testing.FakeRequestCounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RequestLimitsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final String SUBJECT = "192.0.2.1";

    private final FakeRequestCounts counts = new FakeRequestCounts();

    @Test
    void takeWhenFewerThanTheLimitThenNotRefused() {
        RequestLimits limits = at(NOW);

        for (int i = 0; i < 3; i++) {
            limits.take(Limited.REGISTRATION, SUBJECT, 3);
        }

        assertThat(counts.calls).isEqualTo(3);
    }

    @Test
    void takeWhenMoreThenRefusedWithTheTimeToWait() {
        RequestLimits limits = at(NOW);
        limits.take(Limited.REGISTRATION, SUBJECT, 1);

        AppServicesException refusal = refusal(limits, Limited.REGISTRATION, SUBJECT, 1);

        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal.code()).contains(ErrorCode.TOO_MANY_REQUESTS);
        assertThat(refusal.publicText()).isEqualTo("too many registrations from this address, try again later");
        assertThat(refusal.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3601));
    }

    @Test
    void takeWhenRefusedBeforeThenTheDatabaseIsNotAsked() {
        RequestLimits limits = at(NOW);
        limits.take(Limited.REGISTRATION, SUBJECT, 1);
        refusal(limits, Limited.REGISTRATION, SUBJECT, 1);
        int calls = counts.calls;

        refusal(limits, Limited.REGISTRATION, SUBJECT, 1);

        assertThat(counts.calls).isEqualTo(calls);
    }

    @Test
    void takeWhenAnotherNodeHasCountedThenRefused() {
        at(NOW).take(Limited.REGISTRATION, SUBJECT, 1);

        assertThat(refusal(at(NOW), Limited.REGISTRATION, SUBJECT, 1)).isNotNull();
    }

    @Test
    void takeWhenOthersAskOrForSomethingElseThenNotRefused() {
        RequestLimits limits = at(NOW);
        limits.take(Limited.REGISTRATION, SUBJECT, 1);

        limits.take(Limited.REGISTRATION, "192.0.2.2", 1);
        limits.take(Limited.MAIL_REQUEST, SUBJECT, 1);
    }

    @Test
    void takeWhenTheToldTimeIsOverThenNotRefused() {
        at(NOW).take(Limited.REGISTRATION, SUBJECT, 1);
        Duration wait = refusal(at(NOW), Limited.REGISTRATION, SUBJECT, 1).retryAfter();

        assertThat(refusal(at(NOW.plus(wait).minusSeconds(2)), Limited.REGISTRATION, SUBJECT, 1))
                .isNotNull();
        at(NOW.plus(wait)).take(Limited.REGISTRATION, SUBJECT, 1);
    }

    @Test
    void takeWhenSubjectsDifferThenTheirHoursEndAtOtherTimes() {
        Set<Duration> waits = new HashSet<>();
        for (String subject : List.of("192.0.2.1", "192.0.2.2", "192.0.2.3")) {
            at(NOW).take(Limited.REGISTRATION, subject, 1);
            waits.add(refusal(at(NOW), Limited.REGISTRATION, subject, 1).retryAfter());
        }

        assertThat(waits).hasSize(3);
    }

    @Test
    void takeWhenThereIsNoLimitThenNothingIsCounted() {
        at(NOW).take(Limited.REGISTRATION, SUBJECT, 0);

        assertThat(counts.calls).isZero();
    }

    @Test
    void failuresWhenTooManyThenRefusedAndBeforeNot() {
        RequestLimits limits = at(NOW);
        limits.failed(Limited.FAILED_LOGIN, SUBJECT, 2);
        limits.requireFewFailures(Limited.FAILED_LOGIN, SUBJECT, 2);
        limits.failed(Limited.FAILED_LOGIN, SUBJECT, 2);

        AppServicesException refusal = catchThrowableOfType(
                AppServicesException.class, () -> limits.requireFewFailures(Limited.FAILED_LOGIN, SUBJECT, 2));

        assertThat(refusal.status()).isEqualTo(429);
    }

    @Test
    void failuresWhenNoneOnThisNodeThenTheDatabaseIsNotAsked() {
        at(NOW).requireFewFailures(Limited.FAILED_LOGIN, SUBJECT, 2);

        assertThat(counts.calls).isZero();
    }

    /** Each node learns of the others with the first failure that it sees itself. */
    @Test
    void failuresWhenSpreadOverNodesThenRefusedAfterOneMoreOnEach() {
        RequestLimits one = at(NOW);
        one.failed(Limited.FAILED_LOGIN, SUBJECT, 2);
        one.failed(Limited.FAILED_LOGIN, SUBJECT, 2);
        RequestLimits other = at(NOW);
        other.requireFewFailures(Limited.FAILED_LOGIN, SUBJECT, 2);
        other.failed(Limited.FAILED_LOGIN, SUBJECT, 2);

        assertThat(catchThrowableOfType(
                        AppServicesException.class, () -> other.requireFewFailures(Limited.FAILED_LOGIN, SUBJECT, 2)))
                .isNotNull();
    }

    @Test
    void keysWhenStoredThenWithoutTheSubject() {
        List<String> keys = new ArrayList<>();
        RequestCounts noting = new RequestCounts() {
            @Override
            public long add(String key, Instant end) {
                keys.add(key);
                return 1;
            }

            @Override
            public long get(String key) {
                return 0;
            }
        };

        new RequestLimits(noting, Clock.fixed(NOW, ZoneOffset.UTC)).take(Limited.MAIL, "ada@example.org", 1);

        assertThat(keys).singleElement().satisfies(key -> assertThat(key).matches("[0-9a-f]{32}-\\d+"));
    }

    private RequestLimits at(Instant now) {
        return new RequestLimits(counts, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static AppServicesException refusal(RequestLimits limits, Limited what, String subject, int most) {
        return catchThrowableOfType(AppServicesException.class, () -> limits.take(what, subject, most));
    }
}
