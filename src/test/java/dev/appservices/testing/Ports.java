package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/** TCP ports of this machine. */
public final class Ports {
    private static final Duration CONNECT_LIMIT = Duration.ofMillis(300);

    private Ports() {}

    /** A port that nobody listens on at the moment. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether another program answers there. Asked by connecting too: some systems let a second program listen on the
     * loopback address beside one that listens everywhere, and browsers may then reach either.
     */
    static boolean taken(int port) {
        return answers("127.0.0.1", port) || answers("::1", port) || !canListen(port);
    }

    private static boolean answers(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(CONNECT_LIMIT.toMillis()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** 127.0.0.1, also where the system prefers the other loopback address. */
    public static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 bytes are an address", e);
        }
    }

    private static boolean canListen(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, loopback())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
