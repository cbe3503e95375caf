package dev.appservices.mongodb;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.appservices.error.AppServicesException;
import dev.appservices.testing.MovedClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

final class MongoGuardTest {
    private static final ServerAddress ADDRESS = new ServerAddress("one.example.com");
    private static final Duration LONGER_THAN_PATIENCE = Duration.ofSeconds(1);

    private final MongoException noAnswer = new MongoTimeoutException("no server");
    private final MovedClock clock = new MovedClock(Instant.EPOCH);
    private final MongoGuard guard = new MongoGuard("one.example.com", clock, 2, Duration.ofMillis(1));

    static Stream<MongoException> failuresOfMongo() {
        return Stream.of(
                new MongoTimeoutException("no server"),
                new MongoSocketReadException("reset", ADDRESS),
                new MongoSocketReadTimeoutException("silence", ADDRESS, new IllegalStateException("late")),
                new MongoNotPrimaryException(reply(10107), ADDRESS),
                new MongoSecurityException(null, "who are you"),
                new MongoConfigurationException("no SRV record"),
                new MongoInterruptedException("Keycloak waited long enough", new InterruptedException()));
    }

    static Stream<MongoException> errorsOfTheApplication() {
        return Stream.of(
                new MongoCommandException(reply(121), ADDRESS),
                new MongoWriteException(new WriteError(11000, "duplicate", new BsonDocument()), ADDRESS, Set.of()),
                new MongoExecutionTimeoutException(50, "too slow"),
                new MongoTimeoutException("too slow", new MongoExecutionTimeoutException(50, "too slow")));
    }

    @ParameterizedTest
    @MethodSource("failuresOfMongo")
    void runWhenMongoFailsThenNextIsRefusedWithoutATry(MongoException failure) {
        assertUnavailable(() -> guard.run(failing(failure)));

        assertUnavailable(() -> guard.run(MongoGuardTest::mustNotRun));
        assertUnavailable(() -> guard.longRunning(MongoGuardTest::mustNotRun));
    }

    @Test
    void runWhenTheServerUndoesTheWriteThenTriedAgain() {
        AtomicInteger tries = new AtomicInteger();

        int tried = guard.run(() -> {
            if (tries.incrementAndGet() < 3) {
                throw undone();
            }
            return tries.get();
        });

        assertThat(tried).isEqualTo(3);
    }

    @Test
    void runWhenTheServerAlwaysUndoesTheWriteThenGivenUp() {
        AtomicInteger tries = new AtomicInteger();

        assertUnavailable(() -> guard.run(() -> {
            tries.incrementAndGet();
            throw undone();
        }));

        assertThat(tries).hasValue(10);
    }

    @Test
    void runWhenSomeOfSeveralWritesAreUndoneThenNotTriedAgain() {
        AtomicInteger tries = new AtomicInteger();
        BulkWriteError error = new BulkWriteError(1, "deadlock detected", new BsonDocument(), 0);

        assertUnavailable(() -> guard.run(() -> {
            tries.incrementAndGet();
            throw new MongoBulkWriteException(
                    BulkWriteResult.unacknowledged(), List.of(error), null, ADDRESS, Set.of());
        }));

        assertThat(tries).hasValue(1);
    }

    private static MongoWriteException undone() {
        return new MongoWriteException(new WriteError(1, "deadlock detected", new BsonDocument()), ADDRESS, Set.of());
    }

    @ParameterizedTest
    @MethodSource("errorsOfTheApplication")
    void runWhenApplicationIsWrongThenUnavailableButNextIsTried(MongoException error) {
        AppServicesException told = assertUnavailable(() -> guard.run(failing(error)));

        assertThat(told).hasCause(error);
        assertThat(guard.run(() -> "answer")).isEqualTo("answer");
    }

    @Test
    void runWhenPauseIsOverThenOneTriesAndItsAnswerLetsAllThrough() {
        assertUnavailable(() -> guard.run(failing(noAnswer)));
        clock.move(MongoBreaker.PAUSE);

        String answer = guard.run(() -> {
            assertUnavailable(() -> guard.run(MongoGuardTest::mustNotRun));
            return "answer";
        });

        assertThat(answer).isEqualTo("answer");
        assertThat(guard.run(() -> "next")).isEqualTo("next");
    }

    @Test
    void runWhenTrialFailsThenRefusedForAnotherPause() {
        assertUnavailable(() -> guard.run(failing(noAnswer)));
        clock.move(MongoBreaker.PAUSE);
        assertUnavailable(() -> guard.run(failing(noAnswer)));

        clock.move(MongoBreaker.PAUSE.minusMillis(1));
        assertUnavailable(() -> guard.run(MongoGuardTest::mustNotRun));

        clock.move(Duration.ofMillis(1));
        assertThat(guard.run(() -> "answer")).isEqualTo("answer");
    }

    @Test
    void runWhenTrialBreaksOffThenNextTries() {
        assertUnavailable(() -> guard.run(failing(noAnswer)));
        clock.move(MongoBreaker.PAUSE);
        assertThatThrownBy(() -> guard.run(() -> {
                    throw new IllegalStateException("a document that cannot be read");
                }))
                .hasMessage("a document that cannot be read");

        assertThat(guard.run(() -> "answer")).isEqualTo("answer");
    }

    @Test
    void runWhenTrialIsAnErrorOfTheApplicationThenClosed() {
        assertUnavailable(() -> guard.run(failing(noAnswer)));
        clock.move(MongoBreaker.PAUSE);
        assertUnavailable(() -> guard.run(failing(new MongoCommandException(reply(121), ADDRESS))));

        assertThat(guard.run(() -> "answer")).isEqualTo("answer");
    }

    @Test
    void runWhenClockIsSetBackThenTried() {
        assertUnavailable(() -> guard.run(failing(noAnswer)));
        clock.move(Duration.ofHours(-1));

        assertThat(guard.run(() -> "answer")).isEqualTo("answer");
    }

    /** One slow query, or one broken connection, among operations that are answered. */
    @Test
    void runWhenOthersWereAnsweredMeanwhileThenNextIsTried() {
        AppServicesException told = assertUnavailable(() -> guard.run(() -> {
            guard.run(() -> "another");
            throw noAnswer;
        }));

        assertThat(told).hasCause(noAnswer);
        assertThat(guard.run(() -> "answer")).isEqualTo("answer");
    }

    /** Whoever was on the way when MongoDB failed does not fail it again after it has answered. */
    @Test
    void runWhenOldOperationFailsAfterATrialWasAnsweredThenStaysClosed() {
        assertUnavailable(() -> guard.run(() -> {
            assertUnavailable(() -> guard.run(failing(noAnswer)));
            clock.move(MongoBreaker.PAUSE);
            guard.run(() -> "trial");
            throw noAnswer;
        }));

        assertThat(guard.run(() -> "answer")).isEqualTo("answer");
    }

    @Test
    void longRunningWhenPauseIsOverThenNotTheTrial() {
        assertUnavailable(() -> guard.run(failing(noAnswer)));
        clock.move(MongoBreaker.PAUSE);

        assertUnavailable(() -> guard.longRunning(MongoGuardTest::mustNotRun));
        assertThat(guard.run(() -> "trial")).isEqualTo("trial");
        assertThat(guard.longRunning(() -> "job")).isEqualTo("job");
    }

    @Test
    void longRunningWhenItFailsThenNextIsRefused() {
        assertUnavailable(() -> guard.longRunning(failing(noAnswer)));

        assertUnavailable(() -> guard.run(MongoGuardTest::mustNotRun));
    }

    @Test
    void runWhenAllPlacesAreTakenThenRefusedButNoLongJob() throws Exception {
        try (Held held = new Held(guard, 2)) {
            held.enter();
            clock.move(LONGER_THAN_PATIENCE);

            assertUnavailable(() -> guard.run(MongoGuardTest::mustNotRun));
            assertThat(guard.longRunning(() -> "job")).isEqualTo("job");
        }
        assertThat(guard.run(() -> "answer")).isEqualTo("answer");
    }

    @Test
    void runWhenAPlaceComesFreeThenWaitsForIt() throws Exception {
        MongoGuard patient = new MongoGuard("one.example.com", clock, 1, Duration.ofSeconds(30));
        CompletableFuture<String> next;
        try (Held held = new Held(patient, 1)) {
            held.enter();
            next = CompletableFuture.supplyAsync(() -> patient.run(() -> "answer"));
            assertThat(next).isNotDone();
        }

        assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo("answer");
    }

    @Test
    void awaitWhenJobFailsThenUnavailable() {
        CompletableFuture<String> job = CompletableFuture.failedFuture(new IllegalStateException("broken"));

        assertUnavailable(() -> guard.await(job));
        assertThat(guard.await(CompletableFuture.completedFuture("done"))).isEqualTo("done");
    }

    @Test
    void refusedWhenMongoDoesNotAnswerThenCounted() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Metrics.addRegistry(registry);
        try {
            MongoGuard counted = new MongoGuard("counted.example.com", clock, 2, Duration.ofMillis(1));
            assertUnavailable(() -> counted.run(failing(noAnswer)));
            assertUnavailable(() -> counted.run(MongoGuardTest::mustNotRun));

            assertThat(registry.get(MongoGuard.REFUSED)
                            .tags("hosts", "counted.example.com", "reason", "not_answering")
                            .counter()
                            .count())
                    .isEqualTo(1);
        } finally {
            Metrics.removeRegistry(registry);
        }
    }

    /** Threads that stay in operations until they are told to end. */
    private static final class Held implements AutoCloseable {
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private final CountDownLatch inside;
        private final List<Thread> threads;

        Held(MongoGuard guard, int count) {
            inside = new CountDownLatch(count);
            threads = Stream.generate(() -> new Thread(() -> guard.run(() -> {
                        inside.countDown();
                        return end.join();
                    })))
                    .limit(count)
                    .toList();
        }

        void enter() throws InterruptedException {
            threads.forEach(Thread::start);
            assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void close() {
            end.complete(null);
            try {
                for (Thread thread : threads) {
                    thread.join(Duration.ofSeconds(10).toMillis());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static BsonDocument reply(int code) {
        return new BsonDocument("ok", new BsonInt32(0))
                .append("code", new BsonInt32(code))
                .append("errmsg", new BsonString("no"));
    }

    private static Supplier<String> failing(MongoException failure) {
        return () -> {
            throw failure;
        };
    }

    private static String mustNotRun() {
        throw new AssertionError("Nobody asks MongoDB now");
    }

    private static AppServicesException assertUnavailable(Runnable call) {
        AppServicesException told = catchThrowableOfType(AppServicesException.class, call::run);
        assertThat(told).isNotNull();
        assertThat(told.status()).isEqualTo(503);
        assertThat(told.publicText()).isEqualTo("the user store is not available");
        return told;
    }
}
