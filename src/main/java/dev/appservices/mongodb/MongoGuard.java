package dev.appservices.mongodb;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import com.mongodb.MongoException;
import com.mongodb.MongoServerException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;

import dev.appservices.error.AppServicesException;
import dev.appservices.mongodb.MongoBreaker.Admission;
import dev.appservices.mongodb.MongoBreaker.Kind;

/**
 * Through it goes every operation of one MongoDB, so that its outage stays an outage of those who need it: they are told
 * so with HTTP 503, mostly at once, and all threads but a few are left to others.
 *
 * <p>Whatever an operation fails with is an outage to its caller; only failures that say that MongoDB does not answer
 * make the next ones fail without a try.
 */
public final class MongoGuard {
    /** Operations that were not tried. */
    static final String REFUSED = "keycloak.app.services.mongodb.refused";

    private static final String NOT_AVAILABLE = "the user store is not available";
    private static final Duration PATIENCE = Duration.ofMillis(250);

    /** How often an operation is tried that the server undoes. */
    private static final int ATTEMPTS = 10;

    /** The longest time before the second try; before the third one twice as long, and so on. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final String hosts;
    private final MongoBreaker breaker;
    private final MongoPlaces places;

    MongoGuard(String hosts) {
        this(hosts, Clock.systemUTC(), MongoPlaces.ofThisMachine(), PATIENCE);
    }

    /**
     * @param hosts for log and metrics: no credentials
     * @param places how many operations at once
     * @param patience how long an operation waits for a place at most
     */
    MongoGuard(String hosts, Clock clock, int places, Duration patience) {
        this.hosts = hosts;
        this.breaker = new MongoBreaker(hosts, clock);
        this.places = new MongoPlaces(places, patience, clock);
    }

    /**
     * Runs a query or write that has a time limit of its own. An operation does not run another one inside.
     *
     * @throws AppServicesException with HTTP 503 when it failed, or was not tried
     */
    public <T> T run(Supplier<T> operation) {
        Admission admission = breaker.admit();
        return switch (admission.kind()) {
            case REFUSED -> throw refused("not_answering");
            case TRIAL -> watched(admission, operation);
            case ORDINARY -> atOnePlace(() -> watched(admission, operation));
        };
    }

    /**
     * Runs what may take long, such as making an index, with a database handle of {@link MongoStore#withoutLimit()}. It
     * takes no place from the others: the caller sees to it that only few such jobs run, and in no thread that serves
     * requests.
     *
     * @throws AppServicesException as {@link #run}
     */
    public <T> T longRunning(Supplier<T> operation) {
        Admission admission = breaker.admitWithoutTrial();
        if (admission.kind() == Kind.REFUSED) {
            throw refused("not_answering");
        }
        return watched(admission, operation);
    }

    /**
     * Waits for a long job of another thread as long as an operation may take, at one of the places.
     *
     * @throws AppServicesException with HTTP 503 when it failed, or goes on beyond that
     */
    public <T> T await(CompletableFuture<T> job) {
        return atOnePlace(() -> {
            try {
                return job.get(MongoConnections.OPERATION.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                throw AppServicesException.busy("the user store is being prepared");
            } catch (ExecutionException e) {
                throw AppServicesException.unavailable(NOT_AVAILABLE, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw AppServicesException.unavailable(NOT_AVAILABLE, e);
            }
        });
    }

    private <T> T atOnePlace(Supplier<T> work) {
        if (!places.enter()) {
            throw refused("too_many");
        }
        try {
            return work.get();
        } finally {
            places.leave();
        }
    }

    private <T> T watched(Admission admission, Supplier<T> operation) {
        boolean told = false;
        try {
            T result = unlessUndone(operation);
            breaker.answered(admission);
            told = true;
            return result;
        } catch (MongoException e) {
            told = true;
            throw failed(admission, e);
        } finally {
            if (!told) {
                breaker.ended(admission);
            }
        }
    }

    /** Again while the server undoes a write for another one that waited for it; each time after a moment of its own. */
    private static <T> T unlessUndone(Supplier<T> operation) {
        for (int attempt = 1; ; attempt++) {
            try {
                return operation.get();
            } catch (MongoServerException e) {
                if (attempt == ATTEMPTS || !MongoErrors.isDeadlock(e)) {
                    throw e;
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(attempt * PAUSE.toNanos()));
            }
        }
    }

    /** What the breaker has logged is not logged again by the one who asked. */
    private AppServicesException failed(Admission admission, MongoException e) {
        if (!MongoErrors.saysNoAnswer(e)) {
            breaker.answered(admission);
            return AppServicesException.unavailable(NOT_AVAILABLE, e);
        }
        return breaker.failed(admission, e)
                ? AppServicesException.busy(NOT_AVAILABLE)
                : AppServicesException.unavailable(NOT_AVAILABLE, e);
    }

    private AppServicesException refused(String reason) {
        Counter.builder(REFUSED)
                .description("Operations that were refused without asking MongoDB")
                .tag("hosts", hosts)
                .tag("reason", reason)
                .register(Metrics.globalRegistry)
                .increment();
        return AppServicesException.busy(NOT_AVAILABLE);
    }
}
