package dev.appservices.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appservices.testing.AdminApi;
import dev.appservices.testing.SharedServer;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Logins, refreshes and profiles beside Keycloak's token endpoint and userinfo, whose users are in Keycloak's own
 * database. Each line is measured twice, the pairs in turn, after a warm-up; the ratio compares what ran side by side.
 */
final class Bench {
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final Duration MEASURE = Duration.ofSeconds(8);
    private static final String PEER = "peer";
    private static final String PASSWORD = "a password of the bench";

    private final Http http = new Http();
    private final SharedServer server;
    private final AdminApi admin;
    private final String app;
    private final String api;
    private final String peer;
    private final PrintStream out;

    Bench(SharedServer server, PrintStream out) {
        this.server = server;
        this.admin = server.admin();
        this.api = server.baseUrl() + "/api/client/v2.0";
        this.app = api + "/app/" + server.appId();
        this.peer = server.baseUrl() + "/realms/" + PEER + "/protocol/openid-connect";
        this.out = out;
    }

    void run() {
        out.printf(
                "Keycloak and the load on %d processors, %d connections, %s in memory%n",
                Runtime.getRuntime().availableProcessors(),
                Load.CONNECTIONS,
                server.connectionString().contains("127.0.0.1") ? "a stand-in for MongoDB" : "MongoDB");
        setUpPeer();
        for (int i = 0; i < Load.CONNECTIONS; i++) {
            http.json(app + "/auth/providers/local-userpass/register", fields("email", i));
        }
        Map<Integer, JsonNode> sessions = new LinkedHashMap<>();
        Map<Integer, JsonNode> peerSessions = new LinkedHashMap<>();
        for (int i = 0; i < Load.CONNECTIONS; i++) {
            sessions.put(i, login(i));
            peerSessions.put(i, peerLogin(i));
        }
        alone("anonymous login", i -> http.json(app + "/auth/providers/anon-user/login", "{}"));
        pair("password login", "password grant", this::login, this::peerLogin);
        pair(
                "refresh",
                "refresh_token grant",
                i -> http.bearer("POST", api + "/auth/session", token(sessions, i, "refresh_token")),
                i -> http.form(
                        peer + "/token",
                        "grant_type=refresh_token&client_id=peer&refresh_token="
                                + token(peerSessions, i, "refresh_token")));
        pair(
                "profile",
                "userinfo",
                i -> http.bearer("GET", api + "/auth/profile", token(sessions, i, "access_token")),
                i -> http.bearer("GET", peer + "/userinfo", token(peerSessions, i, "access_token")));
    }

    private void setUpPeer() {
        admin.post(
                "/realms",
                Map.of("realm", PEER, "enabled", true, "eventsEnabled", true));
        admin.post(
                "/realms/" + PEER + "/clients",
                Map.of("clientId", PEER, "publicClient", true, "directAccessGrantsEnabled", true));
        for (int i = 0; i < Load.CONNECTIONS; i++) {
            admin.post("/realms/" + PEER + "/users", peerUser(i));
        }
    }

    private static Map<String, Object> peerUser(int i) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("username", "user" + i);
        user.put("email", address(i));
        user.put("firstName", "First");
        user.put("lastName", "Last");
        user.put("enabled", true);
        user.put("credentials", List.of(Map.of("type", "password", "value", PASSWORD, "temporary", false)));
        return user;
    }

    private JsonNode login(int i) {
        return http.json(app + "/auth/providers/local-userpass/login", fields("username", i));
    }

    private JsonNode peerLogin(int i) {
        return http.form(
                peer + "/token",
                "grant_type=password&scope=openid&client_id=peer&username=user" + i + "&password="
                        + PASSWORD.replace(' ', '+'));
    }

    private void alone(String name, IntConsumer request) {
        Load.perSecond(WARM_UP, request);
        for (int round = 0; round < 2; round++) {
            out.printf("%-20s %8.0f/s%n", name, Load.perSecond(MEASURE, request));
        }
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

    private static String token(Map<Integer, JsonNode> sessions, int i, String name) {
        JsonNode session = sessions.get(i);
        if (session == null) {
            throw new IllegalStateException("No session " + i);
        }
        return session.required(name).textValue();
    }

    private static String address(int i) {
        return "user" + i + "@example.com";
    }

    private static String fields(String addressField, int i) {
        return Http.JSON.createObjectNode()
                .put(addressField, address(i))
                .put("password", PASSWORD)
                .toString();
    }
}
