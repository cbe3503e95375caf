package dev.appservices.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appservices.testing.SharedServer;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Logins, refreshes and profiles beside Keycloak's token endpoint and userinfo, whose users are in Keycloak's own
 * database. Each line is measured twice, the pairs in turn, after a warm-up; the ratio compares what ran side by side.
 */
final class Bench {
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final Duration MEASURE = Duration.ofSeconds(8);
    private static final String PASSWORD = "a password of the bench";

    /** Each of them is guessed at once: more would be locked out. */
    private static final int GUESSED = 150;

    private final OwnSide own;
    private final Peer peer;
    private final SharedServer server;
    private final PrintStream out;
    private final List<JsonNode> sessions = new ArrayList<>();
    private final List<JsonNode> peerSessions = new ArrayList<>();

    Bench(SharedServer server, PrintStream out) {
        Http http = new Http();
        this.server = server;
        this.own = new OwnSide(http, server, PASSWORD);
        this.peer = new Peer(http, server.baseUrl(), server.admin(), PASSWORD);
        this.out = out;
    }

    void run() {
        out.printf(
                "Keycloak and the load on %d processors, %d connections, %s, load average %.2f%n",
                Runtime.getRuntime().availableProcessors(),
                Load.CONNECTIONS,
                server.connectionString().contains("127.0.0.1") ? "a stand-in for MongoDB in memory" : "MongoDB",
                Machine.load());
        own.withoutLimits();
        peer.setUp();
        IntStream.range(0, Load.CONNECTIONS).mapToObj(Bench::address).forEach(own::register);
        logIn();
        logins();
        tokens("RS256");
        tokens("HS256");
        tokens("ES256");
        enumeration();
    }

    private void logIn() {
        sessions.clear();
        peerSessions.clear();
        for (int i = 0; i < Load.CONNECTIONS; i++) {
            sessions.add(own.login(address(i)));
            peerSessions.add(peer.login(i));
        }
    }

    private void logins() {
        List<String> keys = sessions.stream()
                .map(session -> own.newKey(text(session, "refresh_token")))
                .toList();
        pair("password login", "password grant", i -> own.login(address(i)), peer::login);
        pair("anonymous login", "client credentials", i -> own.anonymous(), i -> peer.clientCredentials());
        pair("API key login", "client credentials", i -> own.loginWithKey(keys.get(i)), i -> peer.clientCredentials());
    }

    private void tokens(String algorithm) {
        out.println("access tokens signed with " + algorithm);
        own.sign(algorithm);
        peer.sign(algorithm);
        logIn();
        IntConsumer refresh = i -> own.refresh(text(sessions.get(i), "refresh_token"));
        IntConsumer grant = i -> peer.refresh(text(peerSessions.get(i), "refresh_token"));
        pair("refresh", "refresh grant", refresh, grant);
        pair(
                "profile",
                "userinfo",
                i -> own.profile(text(sessions.get(i), "access_token")),
                i -> peer.userinfo(text(peerSessions.get(i), "access_token")));
        own.withCustomData(
                sessions.stream().map(session -> text(session, "user_id")).toList());
        pair("refresh, custom data", "refresh grant", refresh, grant);
        own.withoutCustomData();
    }

    /** Whether a refused login tells by its time that there is such an address: one at a time, in turn. */
    private void enumeration() {
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < GUESSED; i++) {
            own.register("guessed-" + address(i));
            own.login("guessed-" + address(i));
        }
        for (int i = 0; i < GUESSED; i++) {
            known.add(nanos("guessed-" + address(i)));
            unknown.add(nanos("missing-" + address(i)));
        }
        Latencies there = latencies(known);
        Latencies missing = latencies(unknown);
        out.printf(
                Locale.ROOT,
                "refused login, p50 / p99 ms: known address %s, unknown address %s; difference of p50 %.2f ms%n",
                there.text(GUESSED),
                missing.text(GUESSED),
                Math.abs(there.percentile(50) - missing.percentile(50)));
    }

    private long nanos(String email) {
        long start = System.nanoTime();
        own.guess(email);
        return System.nanoTime() - start;
    }

    private static Latencies latencies(List<Long> nanos) {
        return new Latencies(nanos.stream().mapToLong(Long::longValue).toArray(), 0);
    }

    private void pair(String name, String peerName, IntConsumer request, IntConsumer peerRequest) {
        Load.perSecond(WARM_UP, request);
        Load.perSecond(WARM_UP, peerRequest);
        for (int round = 0; round < 2; round++) {
            double rate = Load.perSecond(MEASURE, request);
            double peerRate = Load.perSecond(MEASURE, peerRequest);
            out.printf("%-20s %8.0f/s   %-20s %8.0f/s   ratio %.2f%n", name, rate, peerName, peerRate, rate / peerRate);
        }
    }

    private static String text(JsonNode session, String name) {
        return session.required(name).textValue();
    }

    private static String address(int i) {
        return "user" + i + "@example.com";
    }
}
