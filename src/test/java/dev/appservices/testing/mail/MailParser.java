package dev.appservices.testing.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import org.jspecify.annotations.Nullable;

/** Reads the bytes of a mail. One that cannot be read is shown as it came: a catcher refuses nothing. */
final class MailParser {
    /** Far more than a mail program nests, and far less than the stack. */
    private static final int MAX_DEPTH = 20;

    private String text = "";
    private String html = "";

    private MailParser() {}

    static Mail parse(int number, Instant received, String from, String to, byte[] content) {
        MailParser parser = new MailParser();
        String subject;
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(content));
            subject = Objects.requireNonNullElse(message.getSubject(), "(no subject)");
            parser.read(message, 0);
        } catch (MessagingException | IOException e) {
            subject = "(unreadable)";
            parser.text = new String(content, StandardCharsets.UTF_8);
        }
        return new Mail(
                number, received, from, to, subject, parser.text, parser.html, MailLinks.in(parser.text, parser.html));
    }

    private void read(Part part, int depth) throws MessagingException, IOException {
        if (depth > MAX_DEPTH || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return;
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart child = parts.getBodyPart(i);
                read(child, depth + 1);
            }
        } else if (part.isMimeType("text/html")) {
            html = html.isEmpty() ? content(part) : html;
        } else if (part.isMimeType("text/*")) {
            text = text.isEmpty() ? content(part) : text;
        }
    }

    private static String content(Part part) throws MessagingException, IOException {
        try {
            @Nullable Object content = part.getContent();
            if (content instanceof String known) {
                return known;
            }
        } catch (UnsupportedEncodingException e) {
            // A character set that Java does not know; most of it is readable all the same.
        }
        return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
