package dev.appservices.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.mongodb.client.MongoDatabase;

import dev.appservices.app.ObjectIds;
import dev.appservices.mongodb.MongoConnections;
import dev.appservices.mongodb.MongoStore;
import dev.appservices.storage.BenchUsers;
import dev.appservices.testing.AdminApi;
import dev.appservices.testing.EmbeddedMongo;
import dev.appservices.testing.LaunchException;
import dev.appservices.testing.PostgresServer;
import dev.appservices.testing.ProductionServer;

/**
 * The admin REST on many users of ours beside as many of Keycloak's own, in two realms of one production server with the
 * same people in both: first on {@link #FEW}, then on the number that was asked for.
 */
final class UsersBench {
    private static final long FEW = 10_000;
    private static final List<UsersLoad.Plan> PLANS = List.of(
            new UsersLoad.Plan(1, 400, Duration.ofSeconds(12)), new UsersLoad.Plan(4, 400, Duration.ofSeconds(12)));
    private static final UsersLoad.Plan WARM_UP = new UsersLoad.Plan(4, 400, Duration.ofSeconds(6));
    private static final int COUNTED = 10;

    private final long many;
    private final String uri;
    private final PrintStream out;
    private final MongoStore store;
    private final MongoDatabase database;
    private final AdminApi admin;
    private final UsersLoad load;
    private final long start = System.nanoTime();

    private UsersBench(long many, String uri, MongoStore store, ProductionServer server, PrintStream out) {
        this.many = many;
        this.uri = uri;
        this.out = out;
        this.store = store;
        this.database = store.withoutLimit();
        this.admin = server.admin();
        this.load = new UsersLoad(server.baseUrl(), admin, out);
    }

    static void run(PrintStream out) {
        long many = Long.getLong("bench.users", 1_000_000);
        if (many <= FEW) {
            throw new LaunchException("-Dbench.users must be more than " + FEW + ".");
        }
        String uri = mongo();
        String suffix = ObjectIds.random();
        MongoConnections connections = new MongoConnections();
        MongoStore store = connections.store(uri, "bench_" + suffix);
        MongoDatabase database = store.withoutLimit();
        Runtime.getRuntime().addShutdownHook(new Thread(database::drop, "drop-database"));
        String keycloak = "users_" + suffix;
        PostgresServer.get().create(keycloak);
        // The app that every production server of the tests deploys keeps its users elsewhere.
        try (EmbeddedMongo other = EmbeddedMongo.inMemory();
                ProductionServer server =
                        new ProductionServer("bench", "http://localhost", keycloak, other.connectionString())) {
            UsersBench bench = new UsersBench(many, uri, store, server, out);
            bench.head(keycloak);
            server.start();
            server.awaitReady();
            bench.run(keycloak);
        } finally {
            // A server that the tests start later would find the space taken.
            PostgresServer.get().sql("postgres", "DROP DATABASE " + keycloak + " WITH (FORCE)");
        }
    }

    private static String mongo() {
        return Optional.ofNullable(System.getProperty("bench.mongo.uri"))
                .filter(text -> !text.isBlank())
                .or(() -> Optional.ofNullable(System.getenv("DOCUMENTDB_URI")).filter(text -> !text.isBlank()))
                .orElseThrow(
                        () -> new LaunchException(
                                "Set -Dmongo.uri or DOCUMENTDB_URI to a server of MongoDB's protocol:"
                                        + " the stand-in that tests use holds its documents in memory and cannot take so many users."));
    }

    private void head(String keycloak) {
        PostgresServer postgres = PostgresServer.get();
        out.println("- machine: " + Machine.text());
        out.println("- users of ours: " + DocumentDb.kind(database, uri) + ", database " + database.getName());
        DocumentDb.settings().ifPresent(settings -> out.println("- PostgreSQL of DocumentDB: " + settings));
        out.println("- Keycloak's own: PostgreSQL "
                + postgres.sql(keycloak, "SHOW server_version", "SHOW lc_collate", "SHOW shared_buffers", "SHOW fsync")
                        .replace("\n", ", "));
        out.println("- JVM of Keycloak: " + System.getProperty("keycloak.jvm.options"));
    }

    private void run(String keycloak) {
        // For the bench asks with one token for minutes.
        admin.put("/realms/master", Map.of("accessTokenLifespan", 3600));
        UsersRealm ours = UsersRealm.ours(admin, "ours", uri, database.getName());
        UsersRealm plain = UsersRealm.plain(admin, "plain");
        MongoLoad mongo = new MongoLoad(store, ours.role(), ours.group());
        SqlLoad sql = new SqlLoad(
                PostgresServer.get(), keycloak, plain.realmId(), plain.defaultRole(admin), plain.role(), plain.group());

        grow(mongo, sql, 0, FEW);
        UserRequest.of(FEW).forEach(request -> load.measure(request, ours, plain, FEW, WARM_UP));
        say("warm");
        List<UsersLoad.Pair> few = measure(ours, plain, FEW);
        grow(mongo, sql, FEW, many);
        List<UsersLoad.Pair> more = measure(ours, plain, many);
        List<String> commands = commands(ours);

        List<UserRequest> requests = UserRequest.of(many);
        List<UsersTable.Row> rows = new ArrayList<>();
        for (int i = 0; i < few.size(); i++) {
            int request = i / PLANS.size();
            rows.add(new UsersTable.Row(
                    requests.get(request).name(),
                    PLANS.get(i % PLANS.size()),
                    few.get(i),
                    more.get(i),
                    commands.get(request)));
        }
        out.println();
        UsersTable.print(out, FEW, many, rows);
        say("done");
    }

    private void grow(MongoLoad mongo, SqlLoad sql, long from, long to) {
        MongoLoad.Rates rates = mongo.load(from, to);
        double ours = rates.ours().perSecond();
        double bare = rates.bare().perSecond();
        say(String.format(
                Locale.ROOT,
                "%d users loaded into MongoDB: %.0f/s; beside insertMany alone: %.0f/s and %.0f/s, ratio %.3f",
                to - from,
                rates.all().perSecond(),
                ours,
                bare,
                ours / bare));
        sql.load(from, to);
        boolean vacuumed = DocumentDb.vacuum(database);
        say("as many loaded into PostgreSQL; statistics gathered there" + (vacuumed ? " and in DocumentDB" : ""));
        say(to + " users are " + DocumentDb.size(database, BenchUsers.COLLECTION) + " in MongoDB; " + sql.size()
                + " in PostgreSQL");
    }

    /** For each request and each plan, in this order. */
    private List<UsersLoad.Pair> measure(UsersRealm ours, UsersRealm plain, long users) {
        long before = Machine.heapInUse();
        List<UsersLoad.Pair> measured = new ArrayList<>();
        for (UserRequest request : UserRequest.of(users)) {
            for (UsersLoad.Plan plan : PLANS) {
                measured.add(load.measure(request, ours, plain, users, plan));
            }
        }
        say(String.format(
                Locale.ROOT,
                "measured on %d users; heap in use after a collection: %d MB before, %d MB afterwards",
                users,
                before,
                Machine.heapInUse()));
        return measured;
    }

    /** MongoDB's commands in one request of each kind. From now on the realm's go through a counter. */
    private List<String> commands(UsersRealm ours) {
        List<UserRequest> requests = UserRequest.of(many);
        if (!CommandCounter.reads(uri)) {
            return requests.stream().map(request -> "–").toList();
        }
        CommandCounter counter = CommandCounter.before(uri);
        ours.connect(admin, counter.connectionString());
        List<Person> persons = UsersLoad.persons(many, COUNTED + 1, PLANS.size() + requests.size());
        List<String> commands = new ArrayList<>();
        for (UserRequest request : requests) {
            // First, what only the first request needs.
            boolean right = load.ask(request, ours, persons.subList(COUNTED, COUNTED + 1));
            counter.take();
            right &= load.ask(request, ours, persons.subList(0, COUNTED));
            commands.add(perRequest(counter.take()) + (right ? "" : ", but the answer was wrong"));
        }
        return commands;
    }

    private static String perRequest(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue() / (double) COUNTED)
                .collect(Collectors.joining(", "))
                .replace(".0", "");
    }

    private void say(String text) {
        out.printf(
                Locale.ROOT,
                "- %s (%d s, load average %.2f)%n",
                text,
                Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                Machine.load());
    }
}
