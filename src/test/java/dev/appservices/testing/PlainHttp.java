package dev.appservices.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;

/**
 * Requests as a hostile client may send them: any target and any header, from any address of this machine. One connection
 * each, which the server closes.
 */
public final class PlainHttp {
    private static final int LIMIT_MILLIS = 30_000;

    private final SocketFactory sockets;
    private final URI server;
    private Optional<InetAddress> from = Optional.empty();

    /** @param sockets those of a TLS context for a server that wants TLS */
    public PlainHttp(SocketFactory sockets, URI server) {
        this.sockets = sockets;
        this.server = server;
    }

    /** The same from another loopback address; Linux has all of 127.0.0.0/8. */
    public PlainHttp from(InetAddress address) {
        PlainHttp other = new PlainHttp(sockets, server);
        other.from = Optional.of(address);
        return other;
    }

    /** A status line's number, and all of the reply as text. */
    public record Reply(int status, String text) {}

    /** @param headers as they are sent, such as {@code Host: example.com}; without a Host among them it is the server's */
    public Reply get(String target, String... headers) {
        return send("GET", target, "", headers);
    }

    public Reply post(String target, String json, String... headers) {
        return send("POST", target, json, headers);
    }

    private Reply send(String method, String target, String body, String... headers) {
        try (Socket socket = sockets.createSocket()) {
            if (from.isPresent()) {
                socket.bind(new InetSocketAddress(from.get(), 0));
            }
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write(request(method, target, body, List.of(headers)));
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + target, e);
        }
    }

    private byte[] request(String method, String target, String body, List<String> headers) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (headers.stream().noneMatch(header -> header.startsWith("Host:"))) {
            request.append("Host: ").append(server.getRawAuthority()).append("\r\n");
        }
        headers.forEach(header -> request.append(header).append("\r\n"));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            request.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(bytes.length)
                    .append("\r\n");
        }
        request.append("Connection: close\r\n\r\n").append(body);
        return request.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Reply read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        in.transferTo(all);
        String text = all.toString(StandardCharsets.UTF_8);
        return new Reply(Integer.parseInt(text.split(" ", 3)[1]), text);
    }
}
