package dev.appservices.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Date;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.bson.Document;

/** Another program that changes the documents of the quickstart app's members, told by requests of a scenario. */
public final class Members implements AutoCloseable {
    private final MongoClient mongo;
    private final HttpServer server;

    private Members(MongoClient mongo, HttpServer server) {
        this.mongo = mongo;
        this.server = server;
    }

    public static Members open(String connectionString) throws IOException {
        MongoClient mongo = MongoClients.create(connectionString);
        MongoCollection<Document> members = mongo.getDatabase("quickstart").getCollection("members");
        HttpServer server = HttpServer.create(new InetSocketAddress(Ports.loopback(), 0), 0);
        server.createContext("/", exchange -> change(members, exchange));
        server.start();
        return new Members(mongo, server);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** {@code ?user=…&city=…}; without a city the document goes. */
    private static void change(MongoCollection<Document> members, HttpExchange exchange) throws IOException {
        String[] query = exchange.getRequestURI().getQuery().split("[=&]", -1);
        Document document = new Document("userId", query[1])
                .append("city", query[3])
                .append("visits", 3)
                .append("since", Date.from(Instant.ofEpochMilli(1_700_000_000_123L)));
        if (query[3].isEmpty()) {
            members.deleteMany(Filters.eq("userId", query[1]));
        } else {
            members.replaceOne(Filters.eq("userId", query[1]), document, new ReplaceOptions().upsert(true));
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        mongo.close();
    }
}
