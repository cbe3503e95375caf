package dev.appservices.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;

import dev.appservices.mongodb.MongoConnections;

/** What kind of server keeps the users, and what it needs before it is measured. */
final class DocumentDb {
    /** Where the DocumentDB of the build has its PostgreSQL. */
    private static final List<String> PSQL =
            List.of("psql", "-XAtq", "-h", "127.0.0.1", "-p", "27328", "-U", "postgres", "-c");

    private DocumentDb() {}

    static String kind(MongoDatabase database, String uri) {
        Document info = database.runCommand(new Document("buildInfo", 1));
        Document ferret = info.get("ferretdb", Document.class);
        String name = ferret == null
                ? "MongoDB " + info.getString("version")
                : "FerretDB " + ferret.getString("version") + " on DocumentDB (says MongoDB "
                        + info.getString("version") + ")";
        return name + " at " + MongoConnections.hosts(uri);
    }

    /** Gathers statistics, as for the other PostgreSQL, where this one can be reached; any other server looks after itself. */
    static boolean vacuum(MongoDatabase database) {
        String collections = "SELECT collection_id FROM documentdb_api_catalog.collections WHERE database_name = '"
                + database.getName() + "'";
        List<String> ids =
                run(collections).lines().filter(line -> !line.isBlank()).toList();
        ids.forEach(id -> run("VACUUM ANALYZE documentdb_data.documents_" + id));
        return !ids.isEmpty();
    }

    /** Of its PostgreSQL, where that can be reached. */
    static Optional<String> settings() {
        return Optional.of(run(
                        "SELECT concat_ws(', ', current_setting('server_version'), current_setting('shared_buffers'),"
                                + " current_setting('fsync'))"))
                .filter(text -> !text.isEmpty());
    }

    private static String run(String sql) {
        return Machine.run(Stream.concat(PSQL.stream(), Stream.of(sql)).toList())
                .orElse("");
    }

    /** Megabytes of documents and of indexes; a dash where the server does not tell. */
    static String size(MongoDatabase database, String collection) {
        try {
            Document stats = database.runCommand(new Document("collStats", collection));
            return megabytes(stats, "storageSize") + " MB and " + megabytes(stats, "totalIndexSize") + " MB of indexes";
        } catch (MongoException e) {
            return "–";
        }
    }

    private static long megabytes(Document stats, String field) {
        return stats.get(field, Number.class).longValue() / 1_000_000;
    }
}
