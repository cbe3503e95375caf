package dev.appservices.mongodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;

import dev.appservices.testing.Ports;

/** Reads a little of each connection and closes it, as a server does that expects TLS. */
final class HangingUpServer implements AutoCloseable {
    private final ServerSocket socket;

    HangingUpServer() {
        try {
            socket = new ServerSocket(0, 50, Ports.loopback());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "hanging-up");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                connection.getInputStream().readNBytes(16);
            } catch (IOException e) {
                // The end of one connection, or of the test.
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
