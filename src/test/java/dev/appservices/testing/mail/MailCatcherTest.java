package dev.appservices.testing.mail;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.Ports;

import static org.assertj.core.api.Assertions.assertThat;

class MailCatcherTest {
    private static final String HTML = "<p onclick=alert(1)>Hi <a href=\"http://a.example/?b&amp;c\">there</a></p>";

    private final List<Mail> heard = new CopyOnWriteArrayList<>();
    private final MailCatcher catcher = open(heard::add);
    private final HttpClient client = HttpClient.newHttpClient();

    private static MailCatcher open(Consumer<Mail> listener) {
        return MailCatcher.open(Ports.loopback(), 0, 0, listener);
    }

    @AfterEach
    void close() {
        catcher.close();
    }

    private void send(String subject, String text, String html) throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(catcher.smtpPort()));
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("no-reply@app.example"));
        message.setRecipients(Message.RecipientType.TO, "ada@example.com, bob@example.com");
        message.setSubject(subject, "UTF-8");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setContent(html, "text/html; charset=UTF-8");
        message.setContent(new MimeMultipart("alternative", plain, rich));
        Transport.send(message);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(catcher.page()).resolve(path)).build(), BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(
                    Ports.loopback(), URI.create(catcher.page()).getPort()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String getAs(String host) throws IOException {
        return raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    @Test
    void sendWhenTwoRecipientsThenOneMailEach() throws Exception {
        send("Grüße", "http://a.example/x", HTML);

        assertThat(heard).extracting(Mail::to).containsExactlyInAnyOrder("ada@example.com", "bob@example.com");
        assertThat(heard).extracting(Mail::subject).containsOnly("Grüße");
        assertThat(heard.get(0).links()).containsExactly("http://a.example/x", "http://a.example/?b&c");
    }

    @Test
    void listShowsMailsEscapedWithALinkToEach() throws Exception {
        assertThat(get("/").body()).contains("No mail has come yet");

        send("<script>alert('1')</script>", "t", HTML);

        HttpResponse<String> list = get("/");
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.body())
                .contains("<a href=\"/mails/2\">&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;</a>")
                .contains("ada@example.com", "bob@example.com")
                .doesNotContain("<script>");
    }

    @Test
    void mailShowsTextEscapedAndHtmlOnlyInASandbox() throws Exception {
        send("Hello", "<b>bold?</b>", HTML);

        HttpResponse<String> page = get("/mails/1");

        assertThat(page.body())
                .contains("<pre>&lt;b&gt;bold?&lt;/b&gt;</pre>")
                .contains("<a href=\"http://a.example/?b&amp;c\" target=\"_blank\" rel=\"noopener noreferrer\">")
                .contains("<iframe sandbox=\"allow-popups allow-popups-to-escape-sandbox\" src=\"/mails/1/html\""
                        + " title=\"HTML of the mail\">")
                .doesNotContain("onclick");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("script-src", "unsafe");
    }

    @Test
    void htmlHasAPolicyOfItsOwnWhereverItIsOpened() throws Exception {
        send("Hello", "t", HTML);

        HttpResponse<String> html = get("/mails/1/html");

        assertThat(html.body()).isEqualTo("<base target=\"_blank\">\n" + HTML);
        assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';")
                .doesNotContain("allow-scripts", "allow-same-origin", "script-src");
        assertThat(html.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(html.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(html.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void pageWhenAskedUnderAnotherNameThenRefused() throws Exception {
        send("Secret", "t", HTML);

        for (String own : List.of("localhost", "127.0.0.1:8025", "localhost:1")) {
            assertThat(getAs(own)).startsWith("HTTP/1.1 200").contains("Secret");
        }
        for (String foreign : List.of("rebound.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "")) {
            assertThat(getAs(foreign)).startsWith("HTTP/1.1 421").doesNotContain("Secret");
        }
    }

    @Test
    void pageWhenUnknownOrNotAGetThenSentence() throws Exception {
        assertThat(get("/mails/1").statusCode()).isEqualTo(404);
        assertThat(get("/mails/99999999999").statusCode()).isEqualTo(404);
        assertThat(get("/other").statusCode()).isEqualTo(404);
        assertThat(raw("DELETE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405");
        assertThat(raw("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .endsWith("\r\n\r\n");
    }
}
