package dev.appservices.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;

/** The same request from several connections at once, for a time. */
final class Load {
    static final int CONNECTIONS = 16;

    private Load() {}

    /** @return requests a second; the first failure of a request ends the run with it */
    static double perSecond(Duration time, IntConsumer request) {
        LongAdder done = new LongAdder();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Callable<Boolean>> loops = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int connection = i;
                loops.add(() -> {
                    while (System.nanoTime() - end < 0) {
                        request.accept(connection);
                        done.increment();
                    }
                    return true;
                });
            }
            for (Future<Boolean> loop : threads.invokeAll(loops)) {
                loop.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
        return done.sum() * 1e9 / (System.nanoTime() - start);
    }
}
