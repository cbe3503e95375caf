package dev.appservices.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Asks an address again and again until it answers 200. */
final class HttpProbe implements AutoCloseable {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final CompletableFuture<Void> ok = new CompletableFuture<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(HttpProbe::thread);
    private final HttpRequest request;
    private final ScheduledFuture<?> asking;

    HttpProbe(URI address) {
        request = HttpRequest.newBuilder(address).timeout(ANSWER_LIMIT).build();
        asking = scheduler.scheduleWithFixedDelay(this::ask, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    CompletableFuture<Void> ok() {
        return ok;
    }

    private void ask() {
        try {
            if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                ok.complete(null);
            }
        } catch (IOException e) {
            // Not there yet; asked again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "probe");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        asking.cancel(true);
        scheduler.shutdownNow();
    }
}
