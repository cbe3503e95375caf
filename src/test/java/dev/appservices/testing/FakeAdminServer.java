package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Answers as Keycloak's admin REST API would, for one administrator. */
final class FakeAdminServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<Request> requests = new ArrayList<>();

    FakeAdminServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(Ports.loopback(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
        reply("POST", "/realms/master/protocol/openid-connect/token", 200, "{\"access_token\": \"t0ken\"}");
    }

    AdminApi api() {
        return new AdminApi("http://127.0.0.1:" + server.getAddress().getPort(), "admin", "pa55word");
    }

    /** @param path with its query */
    void reply(String method, String path, int status, String body) {
        replies.put(method + " " + path, new Reply(status, body));
    }

    /** Those with the administrator's token, in their order. */
    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            if ("Bearer t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                remember(new Request(line, exchange.getRequestHeaders().getFirst("Content-Type"), body));
            }
            Reply reply = replies.getOrDefault(line, new Reply(404, "{}"));
            byte[] answer = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private synchronized void remember(Request request) {
        requests.add(request);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** @param body its bytes as ISO 8859-1, which keeps each of them */
    record Request(String line, String type, String body) {}

    private record Reply(int status, String body) {}
}
