package dev.appservices.keycloak;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** One answer for everybody who asks at the same time or soon after, however many they are. */
final class RecentAnswer<T> {
    private final Supplier<CompletionStage<T>> question;
    private final Predicate<T> isGood;
    private final Duration goodFor;
    private final LongSupplier nanos;
    private @Nullable CompletableFuture<T> latest;
    private long answeredAt;

    /**
     * @param isGood whether an answer is kept; another one is asked for again at the next call
     * @param goodFor how long it is kept
     * @param nanos a clock that never goes back
     */
    RecentAnswer(Supplier<CompletionStage<T>> question, Predicate<T> isGood, Duration goodFor, LongSupplier nanos) {
        this.question = question;
        this.isGood = isGood;
        this.goodFor = goodFor;
        this.nanos = nanos;
    }

    synchronized CompletionStage<T> get() {
        CompletableFuture<T> known = latest;
        if (known == null || isOld(known)) {
            known = question.get().toCompletableFuture().whenComplete((answer, error) -> answered());
            latest = known;
        }
        return known.copy();
    }

    private boolean isOld(CompletableFuture<T> known) {
        if (!known.isDone()) {
            return false;
        }
        return known.isCompletedExceptionally()
                || !isGood.test(known.join())
                || nanos.getAsLong() - answeredAt > goodFor.toNanos();
    }

    private synchronized void answered() {
        answeredAt = nanos.getAsLong();
    }
}
