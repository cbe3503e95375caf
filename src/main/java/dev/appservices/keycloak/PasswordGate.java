package dev.appservices.keycloak;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.appservices.error.AppServicesException;

/**
 * Lets as many passwords be hashed at once as there are cores; the others wait their turn. Memory-hard hashes lose about
 * 40 % of their rate when many of them compete for the same caches.
 */
final class PasswordGate {
    private static final Semaphore TURNS =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()), true);

    /** Longest wait for a turn; beyond it the server is overloaded and says so. */
    private static final long WAIT_SECONDS = 10;

    private PasswordGate() {}

    static <T> T run(Supplier<T> hashing) {
        try {
            if (!TURNS.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw AppServicesException.unavailable(
                        "too many logins at once", new TimeoutException("No turn to hash a password"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AppServicesException.unavailable("the server is stopping", e);
        }
        try {
            return hashing.get();
        } finally {
            TURNS.release();
        }
    }
}
