package dev.appservices.testing;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

/** Looks for changes again and again, and calls the listener for each. */
final class AppWatch implements AutoCloseable {
    private static final Logger logger = Logger.getLogger(AppWatch.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration REST = Duration.ofMillis(80);

    /** Pauses are this many times as long as a look, so that a huge folder does not keep the machine busy. */
    private static final int PAUSE_PER_LOOK = 20;

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(AppWatch::thread);
    private final AppChanges changes;
    private final Runnable listener;

    /** @param listener is called by one thread, which looks again afterwards */
    AppWatch(AppChanges changes, Runnable listener) {
        this.changes = changes;
        this.listener = listener;
        schedule(PAUSE);
    }

    private void schedule(Duration pause) {
        try {
            Future<?> unused = scheduler.schedule(this::look, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile.
        }
    }

    private void look() {
        Duration pause = PAUSE;
        try {
            long begin = System.nanoTime();
            AppChanges.Look look = changes.look();
            Duration cost = Duration.ofNanos(System.nanoTime() - begin).multipliedBy(PAUSE_PER_LOOK);
            Duration wanted = look == AppChanges.Look.MOVING ? REST : PAUSE;
            pause = cost.compareTo(wanted) > 0 ? cost : wanted;
            if (look == AppChanges.Look.CHANGED) {
                listener.run();
            }
        } catch (RuntimeException e) {
            logger.warn("Files were saved, and could not be deployed", e);
        } finally {
            schedule(pause);
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "redeploy");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
