package dev.appservices.http;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import org.jspecify.annotations.Nullable;

import dev.appservices.app.App;

/**
 * CORS headers for browsers, on every reply, errors included: without them a page cannot even read why it was refused.
 * The origin is named and never {@code *}, because the link flow of SDKs sends credentials.
 */
public final class Cors {
    private static final String METHODS = "GET, POST, PUT, PATCH, DELETE, OPTIONS";
    private static final Set<String> HEADERS = Set.of("authorization", "content-type", "accept");
    private static final String HEADERS_TEXT = "Authorization, Content-Type, Accept";
    private static final String EXPOSED = "X-Baas-Location, X-Stitch-Location, Location, X-AppServices-Request-Id";
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern LIST_SEPARATOR = Pattern.compile("\\s*,\\s*");

    private final @Nullable String origin;
    private final @Nullable String requestedHeaders;

    public Cors(@Nullable String origin, @Nullable String requestedHeaders) {
        this.origin = origin;
        this.requestedHeaders = requestedHeaders;
    }

    /** @param app the app that is answered for, whose list decides; where there is none, nothing is to be protected */
    public void addTo(ResponseBuilder response, Optional<App> app) {
        response.header("Vary", "Origin");
        if (!allows(app)) {
            return;
        }
        response.header("Access-Control-Allow-Origin", origin)
                .header("Access-Control-Allow-Credentials", "true")
                .header("Access-Control-Expose-Headers", EXPOSED);
    }

    public void addPreflightTo(ResponseBuilder response, Optional<App> app) {
        response.header("Vary", "Origin");
        if (!allows(app)) {
            return;
        }
        response.header("Access-Control-Allow-Origin", origin)
                .header("Access-Control-Allow-Credentials", "true")
                .header("Access-Control-Allow-Methods", METHODS)
                .header("Access-Control-Allow-Headers", allowedHeaders())
                .header("Access-Control-Max-Age", "3600");
    }

    private boolean allows(Optional<App> app) {
        return origin != null && app.map(known -> known.allowsOrigin(origin)).orElse(true);
    }

    /** Apps may add headers of their own to requests; each one asked for is allowed if it is a header name at all. */
    private String allowedHeaders() {
        if (requestedHeaders == null) {
            return HEADERS_TEXT;
        }
        Set<String> more = new LinkedHashSet<>();
        for (String name : LIST_SEPARATOR.split(requestedHeaders.trim(), 32)) {
            if (HEADER_NAME.matcher(name).matches() && !HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                more.add(name);
            }
        }
        return more.isEmpty() ? HEADERS_TEXT : HEADERS_TEXT + ", " + String.join(", ", more);
    }
}
