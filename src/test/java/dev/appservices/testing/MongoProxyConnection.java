package dev.appservices.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.Set;

import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

import dev.appservices.testing.MongoProxy.Failure;

/** One connection through a {@link MongoProxy}. */
final class MongoProxyConnection {
    private static final String BACKGROUND_APPLICATION = "keycloak-app-services-background";
    private static final Set<String> HELLO = Set.of("hello", "isMaster", "ismaster");
    private static final Set<String> FOR_EVERY_MEMBER = Set.of("ping", "buildInfo", "endSessions");

    private final MongoProxy proxy;
    private final Socket client;
    private final Socket server;

    /** The client sends a command when it has the reply to the one before. */
    private volatile String command = "";

    /** Whether the client works in threads that serve no requests. */
    private boolean background;

    MongoProxyConnection(MongoProxy proxy, Socket client, Socket server) {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
    }

    /** Forwards what the client sends, until one of both sides ends the connection. */
    void requests() {
        try (client;
                server) {
            while (true) {
                byte[] request = MongoWire.read(client.getInputStream());
                proxy.letThrough(false);
                BsonDocument asked = MongoWire.document(request);
                command = asked.getFirstKey();
                background |= asked.containsKey("client")
                        && asked.getDocument("client").toString().contains(BACKGROUND_APPLICATION);
                if (isForPrimary() && !background) {
                    proxy.record(asked);
                }
                if (proxy.failure() == Failure.NOT_PRIMARY && isForPrimary()) {
                    send(MongoWire.reply(request, notPrimary()));
                } else {
                    write(server.getOutputStream(), request);
                }
            }
        } catch (IOException e) {
            proxy.ended(this);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void replies() {
        try (client;
                server) {
            while (true) {
                byte[] reply = MongoWire.read(server.getInputStream());
                proxy.letThrough(true);
                if (proxy.failure() == Failure.RESET_IN_REPLY && isForPrimary()) {
                    resetAfterHalf(reply);
                } else {
                    send(HELLO.contains(command) ? member(reply) : reply);
                }
            }
        } catch (IOException e) {
            proxy.ended(this);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        try (client;
                server) {
            proxy.ended(this);
        } catch (IOException e) {
            throw new IllegalStateException("A socket cannot be closed", e);
        }
    }

    private boolean isForPrimary() {
        return !HELLO.contains(command) && !FOR_EVERY_MEMBER.contains(command);
    }

    private void resetAfterHalf(byte[] reply) throws IOException {
        client.getOutputStream().write(reply, 0, reply.length / 2);
        client.setSoLinger(true, 0); // Closing is a reset then.
        throw new IOException("Reset");
    }

    private synchronized void send(byte[] message) throws IOException {
        write(client.getOutputStream(), message);
    }

    private static void write(OutputStream out, byte[] message) throws IOException {
        out.write(message);
        out.flush();
    }

    /** The reply of a member of the set, in place of one of a MongoDB that stands alone. */
    private byte[] member(byte[] reply) {
        boolean primary = proxy.failure() != Failure.NOT_PRIMARY;
        BsonDocument hello = MongoWire.document(reply);
        BsonString address = new BsonString(proxy.address());
        hello.remove("msg");
        hello.remove("topologyVersion");
        hello.append("setName", new BsonString(proxy.set()))
                .append("setVersion", new BsonInt32(1))
                .append("hosts", new BsonArray(List.of(address)))
                .append("me", address)
                .append("secondary", BsonBoolean.valueOf(!primary));
        Set.of("ismaster", "isWritablePrimary").forEach(key -> hello.append(key, BsonBoolean.valueOf(primary)));
        return MongoWire.with(reply, hello);
    }

    private static BsonDocument notPrimary() {
        return new BsonDocument("ok", new BsonInt32(0))
                .append("code", new BsonInt32(10107))
                .append("codeName", new BsonString("NotWritablePrimary"))
                .append("errmsg", new BsonString("not primary"));
    }
}
