package dev.appservices.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.appservices.testing.AdminApi;
import dev.appservices.testing.MailedApp;

/** A Keycloak with the quickstart app; the operator works through the admin REST API. */
record KeycloakTarget(String baseUrl, String realm, String appId, AdminApi admin, MailedApp mailing, MailedApp deciding)
        implements ContractTarget {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAX_TRIES = 200;

    private String path(String below) {
        return "/realms/" + realm + "/" + below;
    }

    /** Keycloak's own id of a user whom the app knows by 24 hex digits. */
    private String keycloakId(String userId) {
        JsonNode found = admin.get(path("users?search=" + userId));
        if (found.size() != 1) {
            throw new AssertionError("The console finds " + found.size() + " users for the id " + userId);
        }
        return found.get(0).get("id").textValue();
    }

    @Override
    public void disableUser(String userId) {
        ObjectNode user = (ObjectNode) admin.get(path("users/" + keycloakId(userId)));
        user.put("enabled", false);
        admin.put(path("users/" + user.get("id").textValue()), user);
    }

    @Override
    public void deleteUser(String userId) {
        admin.delete(path("users/" + keycloakId(userId)));
    }

    @Override
    public void lockUser(String userId) {
        String id = keycloakId(userId);
        String email = admin.get(path("users/" + id)).get("email").textValue();
        for (int i = 0; i < MAX_TRIES; i++) {
            login(email);
            if (admin.get(path("attack-detection/brute-force/users/" + id))
                    .get("disabled")
                    .booleanValue()) {
                return;
            }
        }
        throw new AssertionError("Brute-force protection did not lock the user");
    }

    @Override
    public void endSessions(String userId) {
        admin.post(path("users/" + keycloakId(userId) + "/logout"), Map.of());
    }

    @Override
    public AppPlace mailApp() {
        return new AppPlace(mailing.realm(), mailing.appId());
    }

    @Override
    public AppPlace functionApp() {
        return new AppPlace(deciding.realm(), deciding.appId());
    }

    @Override
    public MailedPair mailedPair(String email) {
        MailedApp.Pair pair = mailing.nextPair(email);
        return new MailedPair(pair.token(), pair.tokenId());
    }

    /** The client's tokens live for a second while this one is made. */
    @Override
    public String expiredAccessToken(String refreshToken) {
        ObjectNode client =
                (ObjectNode) admin.get(path("clients?clientId=" + appId)).get(0);
        ObjectNode attributes = (ObjectNode) client.get("attributes");
        JsonNode lifespan = attributes.get("access.token.lifespan");
        attributes.put("access.token.lifespan", "1");
        admin.put(path("clients/" + client.get("id").textValue()), client);
        String token = refresh(refreshToken);
        attributes.set("access.token.lifespan", lifespan);
        admin.put(path("clients/" + client.get("id").textValue()), client);
        awaitExpiry(token);
        return token;
    }

    private static void awaitExpiry(String token) {
        long expiry = claims(token).get("exp").longValue();
        long wait = expiry * 1000 + 1 - System.currentTimeMillis();
        CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(Math.max(0, wait) + 1000, TimeUnit.MILLISECONDS))
                .join();
    }

    private static JsonNode claims(String token) {
        try {
            return MAPPER.readTree(Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String refresh(String refreshToken) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + "/api/client/v2.0/auth/session"))
                .header("Authorization", "Bearer " + refreshToken)
                .POST(BodyPublishers.noBody())
                .build();
        try {
            return MAPPER.readTree(send(request)).get("access_token").textValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void login(String email) {
        ObjectNode body = MAPPER.createObjectNode().put("username", email).put("password", "not the password");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(baseUrl + "/api/client/v2.0/app/" + appId + "/auth/providers/local-userpass/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        send(request);
    }

    private static String send(HttpRequest request) {
        try {
            HttpResponse<String> reply = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            return reply.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking Keycloak", e);
        }
    }
}
