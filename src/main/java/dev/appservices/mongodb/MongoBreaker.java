package dev.appservices.mongodb;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jboss.logging.Logger;

/**
 * Remembers that a MongoDB does not answer, so that not every operation waits for that in vain. After a second it lets
 * one operation through; an answer to that one lets all others through again.
 *
 * <p>A failure counts only if nothing was answered since its operation began: one broken connection, or one slow query,
 * is not the end of a MongoDB that answers everybody else. An error of the application, such as a duplicate key, is an
 * answer.
 */
final class MongoBreaker {
    static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Logger logger = Logger.getLogger(MongoBreaker.class);

    private final String hosts;
    private final Clock clock;

    private State state = State.CLOSED;
    private long answers;
    private Instant failedAt = Instant.EPOCH;
    private Instant openSince = Instant.EPOCH;

    private enum State {
        CLOSED,
        OPEN,
        TRYING
    }

    /** How an operation may go on. */
    enum Kind {
        ORDINARY,
        TRIAL,
        REFUSED
    }

    /** @param answers how many there were when the operation began */
    record Admission(Kind kind, long answers) {}

    /** @param hosts for the log */
    MongoBreaker(String hosts, Clock clock) {
        this.hosts = hosts;
        this.clock = clock;
    }

    /** Whoever is admitted calls exactly one of the other methods in the end. */
    synchronized Admission admit() {
        if (state == State.OPEN && isPauseOver()) {
            state = State.TRYING;
            return new Admission(Kind.TRIAL, answers);
        }
        return new Admission(state == State.CLOSED ? Kind.ORDINARY : Kind.REFUSED, answers);
    }

    /** For operations without a time limit, which cannot be a trial: the trial has to end. */
    synchronized Admission admitWithoutTrial() {
        return new Admission(state == State.CLOSED ? Kind.ORDINARY : Kind.REFUSED, answers);
    }

    synchronized void answered(Admission admission) {
        answers++;
        if (admission.kind == Kind.TRIAL) {
            state = State.CLOSED;
            logger.infof(
                    "MongoDB at %s answers again after %d seconds",
                    hosts, Duration.between(openSince, clock.instant()).toSeconds());
        }
    }

    /** @return whether operations are refused now; the reason is in the log then */
    synchronized boolean failed(Admission admission, Throwable reason) {
        boolean first = state == State.CLOSED && admission.answers == answers;
        if (first) {
            openSince = clock.instant();
            logger.errorf(
                    reason, "MongoDB at %s does not answer; whatever needs it is refused until it does again", hosts);
        }
        if (first || admission.kind == Kind.TRIAL) {
            failedAt = clock.instant();
            state = State.OPEN;
        }
        return state != State.CLOSED;
    }

    /** It ended in a way that says nothing of MongoDB. */
    synchronized void ended(Admission admission) {
        if (admission.kind == Kind.TRIAL) {
            state = State.OPEN;
        }
    }

    /** Also when the clock of the machine was set back. */
    private boolean isPauseOver() {
        Duration since = Duration.between(failedAt, clock.instant());
        return since.isNegative() || since.compareTo(PAUSE) >= 0;
    }
}
