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
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.appservices.app.ObjectIds;

/** The requests of an SDK to an app. It keeps nothing between them. */
public final class SdkClient {
    public static final String PASSWORD = "correct horse";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final String api;
    private final String app;
    private final String clientId;
    private final String baseUrl;
    private final String realm;

    public SdkClient(AppServer server) {
        this(server, HttpClient.Version.HTTP_1_1);
    }

    /** @param version of HTTP; the newer one is offered by an upgrade, as there is no TLS */
    public SdkClient(AppServer server, HttpClient.Version version) {
        this.client = HttpClient.newBuilder()
                .version(version)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
        this.api = server.baseUrl() + "/api/client/v2.0";
        this.app = api + "/app/" + server.appId();
        this.clientId = server.appId();
        this.baseUrl = server.baseUrl();
        this.realm = server.realm();
    }

    /** An address that no other test has, in the spelling of its key. */
    public static String newEmail() {
        return "u" + ObjectIds.random() + "@example.com";
    }

    /**
     * An answer.
     *
     * @param retryAfter empty where the header is missing
     * @param body a missing node where there was none
     */
    public record Reply(int status, String contentType, String requestId, String retryAfter, JsonNode body) {
        /** A field that must be there. */
        public String text(String field) {
            JsonNode value = body.path(field);
            if (!value.isTextual()) {
                throw new AssertionError("No text '" + field + "' in " + this);
            }
            return value.textValue();
        }

        /** All that an SDK reads of an error, to be compared with {@link #error}. */
        public String outcome() {
            boolean linked = body.path("link").asText().endsWith("?co_id=" + requestId);
            return status + " " + contentType + " " + body.path("error").asText() + " ("
                    + body.path("error_code").asText() + ")" + (linked && body.size() == 3 ? "" : " and " + body);
        }

        public static String error(int status, String code, String text) {
            return status + " application/json " + text + " (" + code + ")";
        }
    }

    public Reply location() {
        return send(HttpRequest.newBuilder(URI.create(app + "/location")));
    }

    public Reply register(String email, String password) {
        return post(app + "/auth/providers/local-userpass/register", Map.of("email", email, "password", password));
    }

    /** A request to one of the routes below {@code local-userpass}, such as {@code confirm/send}. */
    public Reply userpass(String route, Map<String, ?> body) {
        return post(app + "/auth/providers/local-userpass/" + route, body);
    }

    public Reply login(String email, String password) {
        return post(app + "/auth/providers/local-userpass/login", Map.of("username", email, "password", password));
    }

    public Reply loginWithOtp(String email, String password, String otp) {
        return post(
                app + "/auth/providers/local-userpass/login",
                Map.of("username", email, "password", password, "otp", otp));
    }

    /** The same login by a client that knows Keycloak only. */
    public Reply loginAtTokenEndpoint(String email, String password) {
        return directGrant(realm, clientId, "&provider=local-userpass", email, password);
    }

    /** A login at the token endpoint of a realm that is no app. */
    public Reply loginElsewhere(String otherRealm, String username, String password) {
        return directGrant(otherRealm, "admin-cli", "", username, password);
    }

    private Reply directGrant(String inRealm, String client, String more, String username, String password) {
        String form = "grant_type=password&scope=openid&client_id=" + encoded(client) + more + "&username="
                + encoded(username) + "&password=" + encoded(password);
        return send(
                HttpRequest.newBuilder(URI.create(baseUrl + "/realms/" + inRealm + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
    }

    public Reply anonymous() {
        return post(app + "/auth/providers/anon-user/login", Map.of());
    }

    /** @param device what the SDK tells of it, such as {@code platform} */
    public Reply anonymous(Map<String, String> device) {
        return post(app + "/auth/providers/anon-user/login", Map.of("options", Map.of("device", device)));
    }

    /** Registers the address and logs in with {@link #PASSWORD} for the first time, which makes the user. */
    public Reply newUser(String email) {
        Reply registered = register(email, PASSWORD);
        if (registered.status() != 201) {
            throw new AssertionError("Not registered: " + registered);
        }
        Reply login = login(email, PASSWORD);
        if (login.status() != 200) {
            throw new AssertionError("Not logged in: " + login);
        }
        return login;
    }

    public Reply loginWithKey(String key) {
        return post(app + "/auth/providers/api-key/login", Map.of("key", key));
    }

    public Reply loginWithToken(String token) {
        return post(app + "/auth/providers/custom-token/login", Map.of("token", token));
    }

    /** @param rest behind {@code api_keys} */
    public Reply apiKeys(String method, String rest, String refreshToken) {
        return withToken(method, "/auth/api_keys" + rest, refreshToken);
    }

    /** Makes an API key for the user of a refresh token. */
    public Reply newKey(String refreshToken, String name) {
        return send(HttpRequest.newBuilder(URI.create(api + "/auth/api_keys"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + refreshToken)
                .POST(json(Map.of("name", name))));
    }

    public Reply profile(String accessToken) {
        return withToken("GET", "/auth/profile", accessToken);
    }

    /** Links an address and its password to the user of an access token. */
    public Reply link(String accessToken, String email, String password) {
        return link(accessToken, Map.of("username", email, "password", password));
    }

    /** @param body of the login; a client on realm-core tells its {@code coreVersion} in it */
    public Reply link(String accessToken, Map<String, ?> body) {
        return send(HttpRequest.newBuilder(URI.create(app + "/auth/providers/local-userpass/login?link=true"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + accessToken)
                .POST(json(body)));
    }

    /** Links a token of another issuer. */
    public Reply linkToken(String accessToken, String token) {
        return send(HttpRequest.newBuilder(URI.create(app + "/auth/providers/custom-token/login?link=true"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + accessToken)
                .POST(json(Map.of("token", token))));
    }

    /** The user of an access token deletes himself. */
    public Reply delete(String accessToken) {
        return withToken("DELETE", "/auth/delete", accessToken);
    }

    public Reply refresh(String refreshToken) {
        return withToken("POST", "/auth/session", refreshToken);
    }

    public Reply logout(String refreshToken) {
        return withToken("DELETE", "/auth/session", refreshToken);
    }

    private Reply withToken(String method, String path, String token) {
        return send(HttpRequest.newBuilder(URI.create(api + path))
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.noBody()));
    }

    private Reply post(String address, Map<String, ?> body) {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(json(body)));
    }

    private Reply send(HttpRequest.Builder builder) {
        HttpRequest request = builder.timeout(LIMIT).build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.headers().firstValue("X-AppServices-Request-Id").orElse(""),
                    response.headers().firstValue("Retry-After").orElse(""),
                    JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(request.method() + " " + request.uri() + " was interrupted", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static BodyPublisher json(Map<String, ?> body) {
        try {
            return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
