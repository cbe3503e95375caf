package dev.appservices.testing;

import java.net.InetSocketAddress;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.message.MongoMessage;

/** A stand-in for a MongoDB that refuses one command, or answers it otherwise. */
public final class RefusingMongo implements AutoCloseable {
    private final MongoServer server;

    private RefusingMongo(MemoryBackend backend) {
        server = new MongoServer(backend);
        server.bind(new InetSocketAddress(Ports.loopback(), 0));
    }

    /** Answers this command with an error of MongoDB. */
    public static RefusingMongo refusing(String command, int code, String codeName, String message) {
        return new RefusingMongo(new MemoryBackend() {
            @Override
            public Document handleMessage(MongoMessage request) {
                if (request.getDocument().containsKey(command)) {
                    throw new MongoServerError(code, codeName, message);
                }
                return super.handleMessage(request);
            }
        });
    }

    /** Answers this command with this document. */
    public static RefusingMongo answering(String command, Document reply) {
        return new RefusingMongo(new MemoryBackend() {
            @Override
            public Document handleMessage(MongoMessage request) {
                return request.getDocument().containsKey(command) ? reply : super.handleMessage(request);
            }
        });
    }

    /** Host and port. */
    public String address() {
        return "127.0.0.1:" + server.getLocalAddress().getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
