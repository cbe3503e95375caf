package dev.appservices.testing;

import dev.appservices.app.ObjectIds;

/**
 * A Keycloak in production mode on PostgreSQL, behind nginx, as the README installs it. A test class starts one before all
 * tests and closes it.
 */
public final class Production implements AutoCloseable {
    private final EmbeddedMongo mongo = EmbeddedMongo.inMemory();
    private final ReverseProxy proxy = new ReverseProxy(ReverseProxy.Program.NGINX);
    private final ProductionServer server;

    private Production(String database) {
        PostgresServer.get().create(database);
        server = new ProductionServer("production", proxy.publicUrl(), database, mongo.connectionString());
    }

    /** Skips the tests where PostgreSQL or nginx is not installed. */
    public static Production start() {
        PostgresServer.assumeInstalled();
        ReverseProxy.Program.NGINX.assumeInstalled();
        Production production = new Production("production_" + ObjectIds.random());
        try {
            production.server.start();
            production.server.awaitReady();
            production.proxy.start(production.server.address());
            return production;
        } catch (RuntimeException e) {
            production.close();
            throw e;
        }
    }

    public ProductionServer server() {
        return server;
    }

    public ReverseProxy proxy() {
        return proxy;
    }

    /** The databases go last: the server still needs them to stop. */
    @Override
    public void close() {
        proxy.close();
        server.close();
        mongo.close();
    }
}
