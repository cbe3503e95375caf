package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a MongoDB, as the only member of a replica set, and fails as networks and servers do.
 */
public final class MongoProxy implements AutoCloseable {
    private static final String SET = "rs0";
    private static final Duration DELAY = Duration.ofMillis(300);
    private static final int BACKLOG = 200;

    /** So that load on a proxy that nobody asks about takes no memory. */
    private static final int MOST_COMMANDS = 1_000;

    private final int mongoPort;
    private final int port;
    private final Set<MongoProxyConnection> connections = ConcurrentHashMap.newKeySet();
    private final List<BsonDocument> commands = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private volatile Failure failure = Failure.NONE;
    private @Nullable ServerSocket listener;

    /** What goes wrong. */
    public enum Failure {
        NONE,
        /** All connections end, and new ones are refused. */
        CUT,
        /** Connections are accepted, and nothing goes through. */
        STALLED,
        /** Every reply comes late. */
        SLOW,
        /** Connections end in the middle of a reply: what was asked for has been done. */
        RESET_IN_REPLY,
        /** The member has stepped down: it says so, and refuses commands. */
        NOT_PRIMARY
    }

    /** @param mongoPort of a MongoDB on the loopback address, without TLS */
    public MongoProxy(int mongoPort) {
        this.mongoPort = mongoPort;
        this.port = Ports.free();
        listen();
    }

    public String connectionString() {
        return "mongodb://" + address() + "/?replicaSet=" + SET;
    }

    /** Host and port. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** From now on; requests on the way are affected too. */
    public void fail(Failure next) {
        lock.lock();
        try {
            failure = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (next == Failure.CUT) {
            close();
        } else {
            listen();
        }
    }

    /** What clients have asked for since the last call, but for what a driver asks on its own, and for work in the background. */
    public List<BsonDocument> takeCommands() {
        synchronized (commands) {
            List<BsonDocument> taken = List.copyOf(commands);
            commands.clear();
            return taken;
        }
    }

    void record(BsonDocument command) {
        synchronized (commands) {
            if (commands.size() < MOST_COMMANDS) {
                commands.add(command);
            }
        }
    }

    Failure failure() {
        return failure;
    }

    String set() {
        return SET;
    }

    void ended(MongoProxyConnection connection) {
        connections.remove(connection);
    }

    /** Returns when a message may go on. */
    void letThrough(boolean reply) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = DELAY.toNanos();
            while (reply && failure == Failure.SLOW && left > 0) {
                left = changed.awaitNanos(left);
            }
            while (failure == Failure.STALLED) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private synchronized void listen() {
        if (listener != null) {
            return;
        }
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(Ports.loopback(), port), BACKLOG);
            listener = socket;
            start(() -> accept(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Socket server = new Socket(Ports.loopback(), mongoPort);
                MongoProxyConnection connection = new MongoProxyConnection(this, client, server);
                connections.add(connection);
                start(connection::requests);
                start(connection::replies);
                if (failure == Failure.CUT) {
                    connection.close();
                }
            } catch (IOException e) {
                // The end of one connection, or of listening.
            }
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "mongo-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closeListener();
        connections.forEach(MongoProxyConnection::close);
    }

    private synchronized void closeListener() {
        if (listener != null) {
            try {
                listener.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            listener = null;
        }
    }
}
