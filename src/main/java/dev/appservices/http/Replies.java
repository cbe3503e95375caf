package dev.appservices.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.appservices.error.AppServicesException;

/**
 * Replies with the exact type {@code application/json}: realm-core and Stitch compare the whole header, and lose every
 * error code over a {@code charset}. An empty reply has no type at all, or realm-web tries to parse it.
 */
public final class Replies {
    public static final String REQUEST_ID_HEADER = "X-AppServices-Request-Id";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Replies() {}

    public static ResponseBuilder json(int status, Object body) {
        return Response.status(status)
                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                .entity(bytes(body));
    }

    public static ResponseBuilder empty(int status) {
        return Response.status(status);
    }

    /** @param logsUrl where an operator finds a request by its id */
    public static ResponseBuilder error(AppServicesException error, String logsUrl, String requestId) {
        return json(error.status(), ErrorBody.of(error, logsUrl, requestId));
    }

    private static byte[] bytes(Object body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A reply of " + body.getClass().getSimpleName() + " cannot be written", e);
        }
    }
}
