package dev.appservices.testing.mail;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The last mails, the newest first. */
final class Mails {
    static final int KEPT = 50;

    private final Deque<Mail> mails = new ArrayDeque<>();
    private final Clock clock;
    private final Consumer<Mail> listener;
    private int received;

    /** @param listener gets each mail when it has come */
    Mails(Clock clock, Consumer<Mail> listener) {
        this.clock = clock;
        this.listener = listener;
    }

    void receive(String from, String to, byte[] content) {
        listener.accept(add(from, to, content));
    }

    private synchronized Mail add(String from, String to, byte[] content) {
        Mail mail = MailParser.parse(++received, clock.instant(), from, to, content);
        mails.addFirst(mail);
        if (mails.size() > KEPT) {
            mails.removeLast();
        }
        return mail;
    }

    synchronized List<Mail> all() {
        return List.copyOf(mails);
    }

    synchronized Optional<Mail> find(int number) {
        return mails.stream().filter(mail -> mail.number() == number).findFirst();
    }
}
