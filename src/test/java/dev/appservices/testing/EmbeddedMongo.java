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
 * A stand-in for MongoDB in this JVM, for development and tests only: it has no users, no transactions and no change
 * streams, and listens on the loopback address, or on one address that it is given.
 */
public final class EmbeddedMongo implements AutoCloseable {
    private final MongoServer server;

    private EmbeddedMongo(MongoBackend backend, InetAddress address) {
        server = new MongoServer(backend);
        server.bind(new InetSocketAddress(address, 0));
    }

    public static EmbeddedMongo inMemory() {
        return new EmbeddedMongo(new MemoryBackend(), Ports.loopback());
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
