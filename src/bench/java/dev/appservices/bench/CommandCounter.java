package dev.appservices.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.appservices.mongodb.MongoConnections;
import dev.appservices.testing.Ports;

/** Stands before a MongoDB that speaks plain text, and counts the commands that go through, but for those of the driver, until the JVM ends. */
final class CommandCounter {
    private static final Set<String> OF_THE_DRIVER =
            Set.of("hello", "isMaster", "ismaster", "ping", "endSessions", "buildInfo", "saslStart", "saslContinue");
    private static final int OP_MSG = 2013;

    /** Where the first command's name begins in a message: header, flags, kind of section, length, type of element. */
    private static final int NAME = 16 + 4 + 1 + 4 + 1;

    private final ServerSocket listener;
    private final String connectionString;
    private final String host;
    private final int port;
    private final Map<String, Integer> counts = new TreeMap<>();

    private CommandCounter(String uri) throws IOException {
        String hosts = MongoConnections.hosts(uri);
        int colon = hosts.lastIndexOf(':');
        host = colon < 0 ? hosts : hosts.substring(0, colon);
        port = colon < 0 ? 27017 : Integer.parseInt(hosts.substring(colon + 1));
        listener = new ServerSocket(0, 50, Ports.loopback());
        connectionString = uri.replace(hosts, "127.0.0.1:" + listener.getLocalPort());
    }

    /** Whether it can read what goes to this server. */
    static boolean reads(String uri) {
        return uri.startsWith("mongodb://")
                && !uri.matches(".*[?&](tls|ssl)=true.*")
                && !MongoConnections.hosts(uri).contains(",");
    }

    static CommandCounter before(String uri) {
        try {
            CommandCounter counter = new CommandCounter(uri);
            daemon(counter::accept);
            return counter;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By which clients reach the server through it. */
    String connectionString() {
        return connectionString;
    }

    /** Names and numbers since the last call. */
    synchronized Map<String, Integer> take() {
        Map<String, Integer> taken = new TreeMap<>(counts);
        counts.clear();
        return taken;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(host, port);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            daemon(() -> countAndPass(client.getInputStream(), server.getOutputStream()));
            daemon(() -> server.getInputStream().transferTo(client.getOutputStream()));
        }
    }

    private void countAndPass(InputStream from, OutputStream to) throws IOException {
        DataInputStream in = new DataInputStream(from);
        byte[] length = new byte[4];
        while (true) {
            in.readFully(length);
            byte[] message = new byte[littleEndian(length).getInt(0)];
            System.arraycopy(length, 0, message, 0, 4);
            in.readFully(message, 4, message.length - 4);
            count(message);
            to.write(message);
            to.flush();
        }
    }

    private synchronized void count(byte[] message) {
        if (littleEndian(message).getInt(12) != OP_MSG) {
            return;
        }
        int end = NAME;
        while (message[end] != 0) {
            end++;
        }
        String name = new String(message, NAME, end - NAME, StandardCharsets.UTF_8);
        if (!OF_THE_DRIVER.contains(name)) {
            counts.merge(name, 1, Integer::sum);
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void daemon(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        // The other side has closed the connection.
                    }
                },
                "command-counter");
        thread.setDaemon(true);
        thread.start();
    }
}
