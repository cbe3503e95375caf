package dev.appservices.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;

import static dev.appservices.testing.SdkClient.PASSWORD;

/** Many devices of an app: registrations, first logins, logins with right passwords, and guests, without a pause. */
final class OutageLoad implements AutoCloseable {
    static final String UNAVAILABLE =
            Reply.error(503, "InternalServerError", "the user store is not available") + " Retry-After 1";

    private static final String SUCCESS = "success";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final SdkClient sdk;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, AtomicLong> outcomes = new ConcurrentHashMap<>();
    private final Set<String> registered = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> guests = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition finished = lock.newCondition();

    private volatile boolean stopped;

    /** @param emails of users, one for each device */
    OutageLoad(SdkClient sdk, List<String> emails) {
        this.sdk = sdk;
        for (String email : emails) {
            threads.add(new Thread(() -> run(email), "device"));
        }
        threads.forEach(Thread::start);
    }

    /** Every outcome so far; all successes are one. */
    Set<String> outcomes() {
        return Set.copyOf(outcomes.keySet());
    }

    /** Addresses whose registration was acknowledged. */
    Set<String> registered() {
        return Set.copyOf(registered);
    }

    /** Ids of guests whose login was acknowledged. */
    List<String> guests() {
        return List.copyOf(guests);
    }

    void awaitSuccesses(int more) {
        awaitMore(SUCCESS, more);
    }

    void awaitUnavailable(int more) {
        awaitMore(UNAVAILABLE, more);
    }

    /** Requests of any outcome. */
    void awaitRequests(int more) {
        long goal = all() + more;
        await(() -> all() >= goal);
    }

    private void awaitMore(String outcome, int more) {
        long goal = count(outcome) + more;
        await(() -> count(outcome) >= goal);
    }

    private void await(BooleanSupplier reached) {
        long left = LIMIT.toNanos();
        lock.lock();
        try {
            while (!reached.getAsBoolean()) {
                if (left <= 0) {
                    throw new AssertionError("Not reached within " + LIMIT + ": " + outcomes);
                }
                left = finished.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private void run(String email) {
        while (!stopped) {
            String newcomer = SdkClient.newEmail();
            if (finish(sdk.register(newcomer, PASSWORD), 201)) {
                registered.add(newcomer);
                finish(sdk.login(newcomer, PASSWORD), 200);
            }
            finish(sdk.login(email, PASSWORD), 200);
            Reply guest = sdk.anonymous();
            if (finish(guest, 200)) {
                guests.add(guest.text("user_id"));
            }
        }
    }

    private boolean finish(Reply reply, int expected) {
        boolean success = reply.status() == expected;
        String outcome = success ? SUCCESS : reply.outcome() + " Retry-After " + reply.retryAfter();
        outcomes.computeIfAbsent(outcome, missing -> new AtomicLong()).incrementAndGet();
        lock.lock();
        try {
            finished.signalAll();
        } finally {
            lock.unlock();
        }
        return success;
    }

    private long count(String outcome) {
        return outcomes.getOrDefault(outcome, new AtomicLong()).get();
    }

    private long all() {
        return outcomes.values().stream().mapToLong(AtomicLong::get).sum();
    }

    @Override
    public void close() {
        stop();
    }

    /** Returns when the last request has its answer. */
    void stop() {
        stopped = true;
        try {
            for (Thread thread : threads) {
                thread.join(LIMIT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
