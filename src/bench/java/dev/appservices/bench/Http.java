package dev.appservices.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Requests that must succeed: a rate of refusals is no rate. */
final class Http {
    static final ObjectMapper JSON = new ObjectMapper();

    /** Longer than our server waits for MongoDB. */
    private static final Duration LIMIT = Duration.ofSeconds(25);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    JsonNode json(String url, String body) {
        return read(send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build()));
    }

    JsonNode json(String url, String body, String token) {
        return read(send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(body))
                .build()));
    }

    /** A request that must be refused with this status. */
    void refused(String url, String body, int status) {
        HttpResponse<String> reply = reply(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
        if (reply.statusCode() != status) {
            throw new IllegalStateException(url + " answered " + reply.statusCode() + ": " + reply.body());
        }
    }

    JsonNode form(String url, String body) {
        return read(send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build()));
    }

    String bearer(String method, String url, String token) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.noBody())
                .build());
    }

    private String send(HttpRequest request) {
        HttpResponse<String> reply = reply(request);
        if (reply.statusCode() >= 300) {
            throw new IllegalStateException(request.uri() + " answered " + reply.statusCode() + ": " + reply.body());
        }
        return reply.body();
    }

    private HttpResponse<String> reply(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
