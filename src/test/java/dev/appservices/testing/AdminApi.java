package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Keycloak's admin REST, as its administrator uses it. Paths begin below {@code /admin}, as in {@code /realms/app}. */
public final class AdminApi {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String JSON_TYPE = "application/json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final String baseUrl;
    private final String user;
    private final String password;

    public AdminApi(String baseUrl, String user, String password) {
        this.baseUrl = baseUrl;
        this.user = user;
        this.password = password;
    }

    public JsonNode get(String path) {
        return send("GET", path, JSON_TYPE, BodyPublishers.noBody());
    }

    public JsonNode post(String path, Object body) {
        return send("POST", path, JSON_TYPE, json(body));
    }

    public JsonNode post(String path, String contentType, byte[] body) {
        return send("POST", path, contentType, BodyPublishers.ofByteArray(body));
    }

    public JsonNode put(String path, Object body) {
        return send("PUT", path, JSON_TYPE, json(body));
    }

    public JsonNode delete(String path) {
        return send("DELETE", path, JSON_TYPE, BodyPublishers.noBody());
    }

    /** Takes back what the body lists, such as roles of a user. */
    public JsonNode delete(String path, Object body) {
        return send("DELETE", path, JSON_TYPE, json(body));
    }

    /**
     * The reply's JSON, or a missing node if it has no body.
     *
     * @throws AdminApiException at every status but a success
     */
    private JsonNode send(String method, String path, String contentType, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + "/admin" + path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", contentType)
                .method(method, body)
                .build();
        return read(request);
    }

    /** A new one for each request: they live for a minute only, and a test may move the server's clock. */
    public String token() {
        String form =
                "grant_type=password&client_id=admin-cli&username=" + encoded(user) + "&password=" + encoded(password);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(baseUrl + "/realms/master/protocol/openid-connect/token"))
                .timeout(LIMIT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return read(request).required("access_token").asText();
    }

    private JsonNode read(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new AdminApiException(
                        request.method() + " " + request.uri(), response.statusCode(), response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(request.method() + " " + request.uri() + " was interrupted", e);
        }
    }

    private static BodyPublisher json(Object body) {
        try {
            return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
