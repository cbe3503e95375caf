package dev.appservices.testing.mail;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** The HTML of the mail page. Everything from a mail is escaped, but for its own HTML, which stands alone in a frame. */
final class MailPageHtml {
    /** What the frame with a mail's HTML may do: a link opens a window of its own, and nothing else happens. */
    static final String SANDBOX = "allow-popups allow-popups-to-escape-sandbox";

    static final String STYLE = """
            :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
            body { max-width: 60rem; margin: 0 auto; padding: 1rem }
            th { text-align: left; padding-right: 1rem; vertical-align: top }
            td { overflow-wrap: anywhere; padding-right: 1rem }
            pre { white-space: pre-wrap; overflow-wrap: anywhere }
            iframe { width: 100%; height: 30rem; border: 1px solid; background: white }
            """;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private MailPageHtml() {}

    static String list(List<Mail> mails) {
        if (mails.isEmpty()) {
            return page("Mails", """
                    <h1>Mails</h1>
                    <p>No mail has come yet. Load this page again after one was sent.</p>
                    """);
        }
        String rows = mails.stream().map(MailPageHtml::row).collect(Collectors.joining());
        return page("Mails", """
                <h1>Mails</h1>
                <p>The last %d of this run, the newest first. None has left this machine.</p>
                <table>
                <thead><tr><th scope="col">Received</th><th scope="col">To</th><th scope="col">Subject</th></tr></thead>
                <tbody>
                %s</tbody>
                </table>
                """.formatted(mails.size(), rows));
    }

    private static String row(Mail mail) {
        return "<tr><td>%s</td><td>%s</td><td><a href=\"/mails/%d\">%s</a></td></tr>\n"
                .formatted(TIME.format(mail.received()), escaped(mail.to()), mail.number(), escaped(title(mail)));
    }

    static String mail(Mail mail) {
        String links = mail.links().stream()
                .map(link -> "<li><a href=\"%1$s\" target=\"_blank\" rel=\"noopener noreferrer\">%1$s</a></li>\n"
                        .formatted(escaped(link)))
                .collect(Collectors.joining());
        return page(title(mail), """
                <p><a href="/">All mails</a></p>
                <h1>%s</h1>
                <table>
                <tr><th scope="row">To</th><td>%s</td></tr>
                <tr><th scope="row">From</th><td>%s</td></tr>
                <tr><th scope="row">Received</th><td>%s</td></tr>
                </table>
                %s%s%s""".formatted(
                        escaped(title(mail)),
                        escaped(mail.to()),
                        escaped(mail.from()),
                        TIME.format(mail.received()),
                        links.isEmpty() ? "" : "<h2>Links</h2>\n<ul>\n" + links + "</ul>\n",
                        mail.html().isEmpty() ? "" : frame(mail),
                        mail.text().isEmpty() ? "" : "<h2>Text</h2>\n<pre>" + escaped(mail.text()) + "</pre>\n"));
    }

    private static String frame(Mail mail) {
        return "<h2>HTML</h2>\n<iframe sandbox=\"%s\" src=\"/mails/%d/html\" title=\"HTML of the mail\"></iframe>\n"
                .formatted(SANDBOX, mail.number());
    }

    /** The mail's own HTML; its links open outside the frame, where Keycloak refuses to be shown. */
    static String framed(Mail mail) {
        return "<base target=\"_blank\">\n" + mail.html();
    }

    private static String title(Mail mail) {
        return mail.subject().isBlank() ? "(no subject)" : mail.subject();
    }

    private static String page(String title, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>%s</title>
                <link rel="stylesheet" href="/style.css">
                </head>
                <body>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(escaped(title), body);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
