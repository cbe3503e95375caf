package dev.appservices.keycloak;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.appservices.error.AppServicesException;

/**
 * Lets few mails be handed to SMTP servers at once: each holds a thread of the server, of which there are about 50, for up
 * to 10 seconds while an SMTP server does not answer. Whoever finds no turn is told to come again.
 */
final class MailTurns {
    private static final Semaphore TURNS = new Semaphore(8);

    private MailTurns() {}

    /** @param patience how long to wait for a turn; nobody who waits for an answer should */
    static void run(Duration patience, Runnable sending) {
        try {
            if (!TURNS.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw AppServicesException.busy("too many mails at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AppServicesException.unavailable("the server is stopping", e);
        }
        try {
            sending.run();
        } finally {
            TURNS.release();
        }
    }
}
