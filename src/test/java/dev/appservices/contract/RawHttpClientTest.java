package dev.appservices.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RawHttpClientTest {
    private static final byte[] NONE = {};

    @Test
    void theRequestIsSentAsItStands() {
        Exchange exchange = exchange(
                "HTTP/1.1 204 No Content\r\n\r\n", "OPTIONS", "//api/x?y=%20", Map.of("Origin", "null"), NONE, false);

        assertThat(exchange.request())
                .startsWith("OPTIONS //api/x?y=%20 HTTP/1.1\r\nHost: localhost:")
                .endsWith("\r\nConnection: close\r\nOrigin: null\r\n\r\n");
    }

    @Test
    void headersKeepTheirOrderAndMayBeEmpty() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer");
        headers.put("X-Empty", "");

        assertThat(exchange("HTTP/1.1 204 No Content\r\n\r\n", "GET", "/", headers, NONE, false)
                        .request())
                .endsWith("\r\nAuthorization: Bearer\r\nX-Empty: \r\n\r\n");
    }

    @Test
    void aBodyComesWithItsLength() {
        assertThat(exchange("HTTP/1.1 204 No Content\r\n\r\n", "POST", "/", Map.of(), utf8("é"), false)
                        .request())
                .endsWith("\r\nContent-Length: 2\r\n\r\né");
        assertThat(exchange("HTTP/1.1 204 No Content\r\n\r\n", "POST", "/", Map.of(), NONE, false)
                        .request())
                .endsWith("\r\nContent-Length: 0\r\n\r\n");
    }

    @Test
    void aBodyMayComeInChunks() {
        assertThat(exchange("HTTP/1.1 204 No Content\r\n\r\n", "POST", "/", Map.of(), utf8("0123456789abcdef!"), true)
                        .request())
                .endsWith("\r\nTransfer-Encoding: chunked\r\n\r\n11\r\n0123456789abcdef!\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhellotrailing",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\nhello",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\nhello"
            })
    void bodiesEndWhereTheyEnd(String reply) {
        Reply read = exchange(reply, "GET", "/", Map.of(), NONE, false).reply();

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).isEqualTo("hello");
    }

    @Test
    void bytesAfterAnEmptyReplyAreSeen() {
        assertThat(exchange("HTTP/1.1 204 No Content\r\n\r\n{}", "GET", "/", Map.of(), NONE, false)
                        .reply()
                        .body())
                .isEqualTo("{}");
    }

    @Test
    void aReplyToHeadHasNoBody() {
        Reply reply = exchange("HTTP/1.1 405 No\r\nContent-Length: 5\r\n\r\n", "HEAD", "/", Map.of(), NONE, false)
                .reply();

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void headersAreKeptAsTheyCame() {
        Reply reply = exchange(
                        "HTTP/1.1 204 No Content\r\nVary: Origin\r\nvary: Accept\r\nX-A:  b \r\n\r\n",
                        "GET",
                        "/",
                        Map.of(),
                        NONE,
                        false)
                .reply();

        assertThat(reply.header("VARY")).contains("Origin, Accept");
        assertThat(reply.header("x-a")).contains("b");
        assertThat(reply.header("x-b")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1",
                "hello\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
                "HTTP/1.1 200 OK\r\n"
            })
    void aReplyThatIsCutOffIsAnError(String reply) {
        assertThatThrownBy(() -> exchange(reply, "GET", "/", Map.of(), NONE, false))
                .isInstanceOf(UncheckedIOException.class);
    }

    private record Exchange(String request, Reply reply) {}

    /** One request to a server that reads until the request is complete, gives this answer and hangs up. */
    private static Exchange exchange(
            String answer, String method, String target, Map<String, String> headers, byte[] body, boolean chunked) {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> request = CompletableFuture.supplyAsync(() -> serve(server, answer, chunked));
            URI base = URI.create("http://localhost:" + server.getLocalPort());
            Reply reply = new RawHttpClient(base).send(method, target, headers, body, chunked);
            return new Exchange(request.join(), reply);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String serve(ServerSocket server, String answer, boolean chunked) {
        try (Socket socket = server.accept()) {
            StringBuilder request = new StringBuilder();
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[4096];
            while (!isComplete(request.toString(), chunked)) {
                request.append(new String(buffer, 0, in.read(buffer), StandardCharsets.UTF_8));
            }
            socket.getOutputStream().write(utf8(answer));
            return request.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isComplete(String request, boolean chunked) {
        int head = request.indexOf("\r\n\r\n");
        if (head < 0) {
            return false;
        }
        if (chunked) {
            return request.endsWith("0\r\n\r\n");
        }
        int length = request.indexOf("Content-Length: ");
        if (length < 0) {
            return true;
        }
        int expected = Integer.parseInt(
                request.substring(length + "Content-Length: ".length(), request.indexOf("\r\n", length)));
        return utf8(request.substring(head + 4)).length >= expected;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
