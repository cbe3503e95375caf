package dev.appservices.testing;

import java.util.Locale;

import dev.appservices.app.ObjectIds;

/**
 * Two nodes of one Keycloak, with a PostgreSQL and a stand-in for MongoDB behind them: each has an installation and ports
 * of its own, and they find each other through the database. A test class starts one before all tests and closes it.
 */
public final class Cluster implements AutoCloseable {
    /** What Infinispan's log says of a view with two members. */
    private static final String TOGETHER = "ISPN000094: Received new cluster view for channel ISPN: ";

    private final EmbeddedMongo mongo = EmbeddedMongo.withChangeStreams();
    private final ProductionServer first;
    private final ProductionServer second;
    private final String database;

    private Cluster(String database) {
        this.database = database;
        PostgresServer.get().create(database);
        // No proxy is before them: the address that clients know is that of the first.
        first = new ProductionServer("node-1", "http://localhost", database, mongo.connectionString());
        second = new ProductionServer("node-2", "http://localhost", database, mongo.connectionString());
    }

    /** Skips the tests where PostgreSQL is not installed. Both nodes are ready when this returns. */
    public static Cluster start() {
        PostgresServer.assumeInstalled();
        Cluster cluster = new Cluster("cluster_" + ObjectIds.random().toLowerCase(Locale.ROOT));
        try {
            cluster.first.start();
            cluster.first.awaitReady();
            cluster.second.start();
            cluster.second.awaitReady();
            cluster.requireTogether();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void requireTogether() {
        boolean together = second.logText()
                .lines()
                .filter(line -> line.contains(TOGETHER))
                .anyMatch(line -> line.contains("(2) ["));
        if (!together) {
            throw new LaunchException("The second node has not found the first");
        }
    }

    public ProductionServer first() {
        return first;
    }

    public ProductionServer second() {
        return second;
    }

    /** Keycloak's own, in the PostgreSQL of the tests. */
    public String database() {
        return database;
    }

    /** Where the users are. */
    public String mongo() {
        return mongo.connectionString();
    }

    /** The databases go last: the nodes still need them to stop. */
    @Override
    public void close() {
        second.close();
        first.close();
        mongo.close();
    }
}
