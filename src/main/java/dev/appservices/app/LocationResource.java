package dev.appservices.app;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.appservices.http.Replies;
import dev.appservices.keycloak.ApiCall;

/** {@code GET /app/{app}/location}: the first request of every SDK. */
public final class LocationResource {
    private LocationResource() {}

    public static ResponseBuilder get(ApiCall call) {
        return Replies.json(200, Location.of(call.app(), call.baseUrl(), call.websocketHostname()));
    }
}
