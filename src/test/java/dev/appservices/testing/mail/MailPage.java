package dev.appservices.testing.mail;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The web page of the mails, on the loopback address. It answers only to the names of this machine's loopback, so that
 * no web site whose name resolves to it reads mails through the developer's browser.
 */
final class MailPage implements AutoCloseable {
    private static final Pattern OWN_HOST = Pattern.compile("(?:localhost|127\\.0\\.0\\.1)(?::\\d{1,5})?");
    private static final Pattern MAIL = Pattern.compile("/mails/(\\d{1,9})(/html)?");

    private static final String PAGE_POLICY = "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    /** A mail may show its own styles and images inside it; it loads nothing, runs nothing, and opens new windows only. */
    private static final String MAIL_POLICY = "sandbox " + MailPageHtml.SANDBOX + "; default-src 'none';"
            + " style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private final HttpServer server;
    private final Mails mails;

    private MailPage(HttpServer server, Mails mails) {
        this.server = server;
        this.mails = mails;
    }

    static MailPage open(InetSocketAddress address, Mails mails, Executor executor) throws IOException {
        MailPage page = new MailPage(HttpServer.create(address, 0), mails);
        page.server.setExecutor(executor);
        page.server.createContext("/", page::answer);
        page.server.start();
        return page;
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(exchange);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", reply.type() + "; charset=utf-8");
            headers.set("Content-Security-Policy", reply.policy());
            headers.set("X-Content-Type-Options", "nosniff");
            // Links of mails carry keys, and so must not be told to the sites they lead to.
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            headers.set("Cache-Control", "no-store");
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(reply.status(), -1);
            } else {
                exchange.sendResponseHeaders(reply.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Reply reply(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null || !OWN_HOST.matcher(host).matches()) {
            return Reply.sentence(421, "This page answers to " + address() + " only.");
        }
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Reply.sentence(405, "There is nothing to change here.");
        }
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/")) {
            return Reply.page(MailPageHtml.list(mails.all()));
        }
        if (path.equals("/style.css")) {
            return new Reply(200, "text/css", PAGE_POLICY, MailPageHtml.STYLE);
        }
        Matcher matcher = MAIL.matcher(path);
        if (!matcher.matches()) {
            return Reply.sentence(404, "There is no such page.");
        }
        Optional<Mail> mail = mails.find(Integer.parseInt(matcher.group(1)));
        if (mail.isEmpty()) {
            return Reply.sentence(404, "This mail is not kept: only the last " + Mails.KEPT + " of a run are.");
        }
        return matcher.group(2) == null
                ? Reply.page(MailPageHtml.mail(mail.get()))
                : new Reply(200, "text/html", MAIL_POLICY, MailPageHtml.framed(mail.get()));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Reply(int status, String type, String policy, String body) {
        static Reply page(String html) {
            return new Reply(200, "text/html", PAGE_POLICY, html);
        }

        static Reply sentence(int status, String sentence) {
            return new Reply(status, "text/plain", PAGE_POLICY, sentence + "\n");
        }
    }
}
