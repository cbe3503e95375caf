package dev.appservices.contract;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes one HTTP/1.1 request to a socket of its own exactly as it is told to, and reads the reply. Only {@code Host},
 * {@code Connection} and the length of the body are added; the target is sent as it stands.
 */
final class RawHttpClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final URI base;

    RawHttpClient(URI base) {
        this.base = base;
    }

    Reply send(String method, String target, Map<String, String> headers, byte[] body, boolean chunked) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(base.getHost(), base.getPort() < 0 ? 80 : base.getPort()), (int)
                    TIMEOUT.toMillis());
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            byte[] request = request(method, target, headers, body, chunked);
            OutputStream out = socket.getOutputStream();
            // Written aside: a server may refuse a large body before it was sent, and its reply must be read then.
            Thread writer = new Thread(() -> write(out, request), "contract-request-writer");
            writer.setDaemon(true);
            writer.start();
            return read(new BufferedInputStream(socket.getInputStream()), method);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + target, e);
        }
    }

    private static void write(OutputStream out, byte[] request) {
        try {
            out.write(request);
            out.flush();
        } catch (IOException e) {
            // The server has closed its side. If it did so without a reply, the reader fails and says so.
            return;
        }
    }

    private byte[] request(String method, String target, Map<String, String> headers, byte[] body, boolean chunked)
            throws IOException {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        head.append("Host: ").append(base.getRawAuthority()).append("\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        boolean mayHaveBody = !method.equals("GET") && !method.equals("HEAD") && !method.equals("OPTIONS");
        if (chunked) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (body.length > 0 || mayHaveBody) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        if (chunked && body.length > 0) {
            bytes.write((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        bytes.write(body);
        if (chunked) {
            bytes.write((body.length > 0 ? "\r\n0\r\n\r\n" : "0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    private static Reply read(InputStream in, String method) throws IOException {
        String statusLine = line(in);
        String[] parts = statusLine.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.")) {
            throw new IOException("Not an HTTP reply: " + statusLine);
        }
        int status = Integer.parseInt(parts[1]);
        List<Reply.Header> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("Not a header: " + line);
            }
            headers.add(new Reply.Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        if (status >= 100 && status < 200) {
            return read(in, method);
        }
        Reply head = new Reply(status, headers, "");
        return method.equals("HEAD") ? head : Reply.of(status, headers, body(in, head));
    }

    /** The body by its announced length. A 204 announces none and is read to the end: bytes that follow are a fault. */
    private static byte[] body(InputStream in, Reply head) throws IOException {
        if (head.header("Transfer-Encoding").orElse("").equalsIgnoreCase("chunked")) {
            return chunks(in);
        }
        if (head.header("Content-Length").isPresent()) {
            return exactly(in, Integer.parseInt(head.header("Content-Length").orElseThrow()));
        }
        return in.readAllBytes();
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int length = chunkLength(in);
        while (length > 0) {
            body.write(exactly(in, length));
            line(in);
            length = chunkLength(in);
        }
        return body.toByteArray();
    }

    private static int chunkLength(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The body ends after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = in.read();
        }
        if (next < 0) {
            throw new EOFException("The connection ends within a line: " + line.toString(StandardCharsets.UTF_8));
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
