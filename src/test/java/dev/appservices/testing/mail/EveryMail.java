package dev.appservices.testing.mail;

import java.io.IOException;
import java.io.InputStream;

import org.subethamail.smtp.helper.SimpleMessageListener;

/** Takes a mail once for each of its recipients; the library's shorter listener hears of the last one only. */
record EveryMail(Mails mails) implements SimpleMessageListener {
    @Override
    public boolean accept(String from, String recipient) {
        return true;
    }

    @Override
    public void deliver(String from, String recipient, InputStream content) throws IOException {
        mails.receive(from, recipient, content.readAllBytes());
    }
}
