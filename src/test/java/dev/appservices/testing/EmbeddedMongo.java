package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

/**
 * A stand-in for MongoDB in this JVM, for development and tests only: it has no users and no transactions, change
 * streams where it is made with them, and listens on the loopback address, or on one address that it is given.
 */
public final class EmbeddedMongo implements AutoCloseable {
    private final MongoServer server;

    private EmbeddedMongo(MongoBackend backend, InetAddress address) {
        this(backend, new InetSocketAddress(address, 0));
    }

    private EmbeddedMongo(MongoBackend backend, InetSocketAddress address) {
        server = new MongoServer(backend);
        server.bind(address);
    }

    public static EmbeddedMongo inMemory() {
        return new EmbeddedMongo(new MemoryBackend(), Ports.loopback());
    }

    /** It keeps what it was ever told in its memory, so it is not for many writes. */
    public static EmbeddedMongo withChangeStreams() {
        return withChangeStreams(0);
    }

    /** @param port on which another one was before */
    public static EmbeddedMongo withChangeStreams(int port) {
        EmbeddedMongo mongo = new EmbeddedMongo(new MemoryBackend(), new InetSocketAddress(Ports.loopback(), port));
        mongo.server.enableOplog();
        return mongo;
    }

    /** For clients that cannot reach the loopback address, as those in containers. */
    public static EmbeddedMongo inMemory(InetAddress address) {
        return new EmbeddedMongo(new MemoryBackend(), address);
    }

    /** Data is kept in the file, which is made if there is none. */
    public static EmbeddedMongo inFile(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new EmbeddedMongo(new H2Backend(file.toString()), Ports.loopback());
    }

    public String connectionString() {
        return "mongodb://127.0.0.1:" + port();
    }

    public int port() {
        return server.getLocalAddress().getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
