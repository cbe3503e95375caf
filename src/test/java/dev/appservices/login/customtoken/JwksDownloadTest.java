package dev.appservices.login.customtoken;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Where keys are fetched from, and where the server does not let itself be sent. */
class JwksDownloadTest {
    private static final SSLSocketFactory TLS = (SSLSocketFactory) SSLSocketFactory.getDefault();
    private static final PrivateHosts NONE = PrivateHosts.of(List.of());

    private final JwksServer server = new JwksServer();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        server.close();
    }

    @Test
    void getWhenHostIsAllowedThenTheBody() throws IOException {
        server.keys("{}");

        assertThat(get(server.url())).isEqualTo("{\"keys\":[{}]}");
        assertThat(new JwksDownload().get(URI.create(server.url()), PrivateHosts.of(List.of("127.0.0.1")), TLS))
                .isNotEmpty();
        assertThat(new JwksDownload().get(URI.create(server.url()), PrivateHosts.of(List.of("*")), TLS))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://keys.example.org/jwks.json",
                "file:///etc/passwd",
                "ftp://127.0.0.1/x",
                "jar:file:///x!/y",
                "https:///jwks.json",
                "https://user:password@keys.example.org/",
                "jwks.json",
                "about:blank"
            })
    void getWhenAddressIsNoneThenRefusedBeforeAnything(String address) {
        JwksDownload download = new JwksDownload(
                host -> {
                    throw new AssertionError("The host was looked up");
                },
                Duration.ofSeconds(5));

        assertThatThrownBy(() -> download.get(URI.create(address), NONE, TLS)).isInstanceOf(JwksDownload.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "localhost", "[::1]", "0x7f000001", "2130706433", "169.254.169.254", "10.0.0.1"})
    void getWhenHostIsPrivateThenNoConnection(String host) {
        String port = server.host().substring(server.host().indexOf(':'));

        assertThatThrownBy(() -> new JwksDownload().get(URI.create("https://" + host + port + "/"), NONE, TLS))
                .isInstanceOf(IOException.class);
        assertThat(server.requests()).isZero();
    }

    @Test
    void getWhenANameLeadsIntoThePrivateNetworkThenNoConnection() {
        JwksDownload download =
                new JwksDownload(host -> addresses("93.184.216.34", "127.0.0.1"), Duration.ofSeconds(5));

        assertThatThrownBy(() -> download.get(URI.create("https://keys.example.org/"), NONE, TLS))
                .hasMessageContaining("private network");
    }

    @Test
    void getWhenTheNameServerAnswersTwiceDifferentlyThenItIsAskedOnce() throws IOException {
        server.keys("{}");
        AtomicInteger asked = new AtomicInteger();
        JwksDownload download = new JwksDownload(
                host -> addresses(asked.getAndIncrement() == 0 ? "127.0.0.1" : "192.0.2.1"), Duration.ofSeconds(5));
        String port = server.host().substring(server.host().indexOf(':'));

        download.get(
                URI.create("http://keys.example.org" + port + "/"), PrivateHosts.of(List.of("keys.example.org")), TLS);

        assertThat(asked).hasValue(1);
        assertThat(server.requests()).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308, 204, 400, 401, 404, 500})
    void getWhenAnswerIsNot200ThenRefusedAndNoRedirectIsFollowed(int status) {
        server.answer(exchange -> {
            exchange.getResponseHeaders().add("Location", server.url());
            JwksServer.send(exchange, status, "");
        });

        assertThatThrownBy(() -> get(server.url())).isInstanceOf(IOException.class);
        assertThat(server.requests()).isOne();
    }

    @Test
    void getWhenBodyIsTooLargeThenRefused() {
        server.answer(exchange -> JwksServer.send(exchange, 200, " ".repeat(JwksDownload.MAX_BYTES + 1)));

        assertThatThrownBy(() -> get(server.url())).hasMessageContaining("bytes");
    }

    @Test
    void getWhenBodyNeverEndsThenGivesUpInTime() {
        JwksDownload download = new JwksDownload(InetAddress::getAllByName, Duration.ofMillis(300));
        server.answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (!end.await(20, TimeUnit.MILLISECONDS)) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatThrownBy(() -> download.get(URI.create(server.url()), PrivateHosts.of(List.of(server.host())), TLS))
                .isInstanceOf(IOException.class);
    }

    private String get(String url) throws IOException {
        byte[] body = new JwksDownload().get(URI.create(url), PrivateHosts.of(List.of(server.host())), TLS);
        return new String(body, StandardCharsets.UTF_8);
    }

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        InetAddress[] addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            addresses[i] = InetAddress.getByName(literals[i]);
        }
        return addresses;
    }
}
