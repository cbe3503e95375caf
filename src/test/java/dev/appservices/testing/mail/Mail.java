package dev.appservices.testing.mail;

import java.time.Instant;
import java.util.List;

/**
 * One mail for one recipient.
 *
 * @param number counts from 1; no two mails of a run have the same
 * @param to the address it was delivered to, whatever its headers say
 * @param text the plain form; empty if it has none
 * @param html the HTML form as it was sent, not to be trusted; empty if it has none
 * @param links the web addresses in both forms, each once, in their order
 */
public record Mail(
        int number,
        Instant received,
        String from,
        String to,
        String subject,
        String text,
        String html,
        List<String> links) {

    public Mail {
        links = List.copyOf(links);
    }

    /** For a console: who gets it, what it is about, and where it leads. Nothing in it can steer a terminal. */
    public String block() {
        StringBuilder block = new StringBuilder("Mail to " + printable(to) + ": " + printable(subject));
        links.forEach(link -> block.append("\n  ").append(printable(link)));
        return block.toString();
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}|\\p{Cf}", "?");
    }

    /** Without what it says: a link in it may log somebody in. */
    @Override
    public String toString() {
        return "Mail[number=" + number + ", links=" + links.size() + "]";
    }
}
