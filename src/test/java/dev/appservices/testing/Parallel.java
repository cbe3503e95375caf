package dev.appservices.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs the same thing in many threads that start together. */
public final class Parallel {
    private static final int TIMEOUT_SECONDS = 60;

    private Parallel() {}

    public static <T> List<T> run(int threads, Callable<T> task) {
        return run(threads, Duration.ofSeconds(TIMEOUT_SECONDS), task);
    }

    /** @param limit for all threads to end */
    public static <T> List<T> run(int threads, Duration limit, Callable<T> task) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        Callable<T> together = () -> {
            start.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return task.call();
        };
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(Collections.nCopies(threads, together))) {
                results.add(future.get(limit.toSeconds(), TimeUnit.SECONDS));
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("A thread failed", e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("The threads did not end", e);
        } finally {
            executor.shutdownNow();
        }
    }
}
