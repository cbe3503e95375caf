package dev.appservices.keycloak;

import java.util.concurrent.Semaphore;

import dev.appservices.error.AppServicesException;

/**
 * Lets few mails be handed to SMTP servers at once: each holds a thread of the server, of which there are about 50, for up
 * to 10 seconds while an SMTP server does not answer. Whoever finds no turn is told to come again.
 */
final class MailTurns {
    private static final Semaphore TURNS = new Semaphore(8);

    private MailTurns() {}

    static void run(Runnable sending) {
        if (!TURNS.tryAcquire()) {
            throw AppServicesException.busy("too many mails at once");
        }
        try {
            sending.run();
        } finally {
            TURNS.release();
        }
    }
}
