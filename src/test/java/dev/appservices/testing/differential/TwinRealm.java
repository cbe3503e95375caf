package dev.appservices.testing.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.appservices.testing.AdminApi;
import dev.appservices.testing.AppServer;
import dev.appservices.testing.Ports;
import dev.appservices.testing.differential.Step.Payload;

/** One of the two realms, and what its answers were remembered for. */
public final class TwinRealm {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Half of the life of an administrator's token. */
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(30);

    private static final int MOST_PAGES = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final Symbols symbols = new Symbols();
    private final String baseUrl;
    private final String realm;
    private final AdminApi admin;

    private String adminToken = "";
    private Instant adminTokenEnd = Instant.EPOCH;

    public TwinRealm(AppServer server, String realm) {
        this.baseUrl = server.baseUrl();
        this.realm = realm;
        this.admin = server.admin();
        symbols.remember("realm", realm);
        symbols.remember("port without a server", String.valueOf(Ports.free()));
    }

    /** The answer, whatever its status is. */
    public Answer run(Step step) {
        Optional<URI> uri = symbols.fill(step.path()).flatMap(path -> uri(step, path));
        Optional<String> token = step.token().map(symbols::fill).orElseGet(() -> Optional.of(adminToken()));
        Optional<String> text = symbols.fill(step.payload().map(Payload::text).orElse(""));
        if (uri.isEmpty() || token.isEmpty() || text.isEmpty()) {
            return Answer.NOT_SENT;
        }
        if (step.method().equals(Step.PAGES)) {
            return pages(step, uri.get(), token.get());
        }
        HttpResponse<String> response = send(request(step, uri.get(), token.get(), text.get()));
        JsonNode body = json(response.body());
        remember(step, response, body);
        String location = response.headers().firstValue("Location").orElse("");
        return new Answer(
                response.statusCode(),
                symbols.replaceIn(URLDecoder.decode(location, StandardCharsets.UTF_8)),
                new Normalizer(symbols, step.isRanged()).normalize(body));
    }

    private HttpRequest request(Step step, URI uri, String token, String text) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(LIMIT)
                .header("Accept", "application/json")
                .method(step.method(), text.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
        step.payload().ifPresent(payload -> request.header("Content-Type", payload.contentType()));
        if (!isTokenEndpoint(step)) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    /** Another header than the client's own would be that client's. */
    private static boolean isTokenEndpoint(Step step) {
        return step.path().endsWith("/token");
    }

    private Optional<URI> uri(Step step, String path) {
        String query = step.query().entrySet().stream()
                .map(parameter -> parameter.getKey() + "="
                        + symbols.fill(parameter.getValue())
                                .map(value -> URLEncoder.encode(value, StandardCharsets.UTF_8))
                                .orElse("<"))
                .collect(Collectors.joining("&"));
        if (query.contains("<")) {
            return Optional.empty();
        }
        String root = path.startsWith("/realms/") ? baseUrl : baseUrl + "/admin/realms/" + realm;
        return Optional.of(URI.create(root + path.stripTrailing() + (query.isEmpty() ? "" : "?" + query)));
    }

    /** The sizes of all pages until an empty one, and who was on them, as often as on them. */
    private Answer pages(Step step, URI uri, String token) {
        ArrayNode sizes = JsonNodeFactory.instance.arrayNode();
        ObjectNode found = JsonNodeFactory.instance.objectNode();
        for (int page = 0; page < MOST_PAGES; page++) {
            String range = "first=" + page * step.pageSize() + "&max=" + step.pageSize();
            URI part = URI.create(uri + (uri.getRawQuery() == null ? "?" : "&") + range);
            HttpResponse<String> response = send(HttpRequest.newBuilder(part)
                    .timeout(LIMIT)
                    .header("Authorization", "Bearer " + token)
                    .build());
            JsonNode list = json(response.body());
            if (response.statusCode() != 200 || list.isEmpty()) {
                break;
            }
            sizes.add(list.size());
            for (JsonNode user : list) {
                String id = symbols.replaceIn(user.path("id").asText());
                found.put(id, found.path(id).asInt() + 1);
            }
        }
        return new Answer(
                200,
                "",
                JsonNodeFactory.instance
                        .objectNode()
                        .<ObjectNode>set("sizes", sizes)
                        .set("found", found));
    }

    private void remember(Step step, HttpResponse<String> response, JsonNode body) {
        for (Map.Entry<String, String> wanted : step.remember().entrySet()) {
            if (wanted.getValue().equals("Location")) {
                response.headers()
                        .firstValue("Location")
                        .map(location -> location.substring(location.lastIndexOf('/') + 1))
                        .ifPresent(
                                id -> symbols.remember(wanted.getKey(), URLDecoder.decode(id, StandardCharsets.UTF_8)));
            } else if (body.at(wanted.getValue()).isTextual()) {
                symbols.remember(wanted.getKey(), body.at(wanted.getValue()).textValue());
            }
        }
    }

    private String adminToken() {
        if (Instant.now().isAfter(adminTokenEnd)) {
            adminToken = admin.token();
            adminTokenEnd = Instant.now().plus(TOKEN_LIFE);
        }
        return adminToken;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(request.method() + " " + request.uri() + " was interrupted", e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
