package dev.appservices.clientapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.appservices.keycloak.ApiCall;
import dev.appservices.keycloak.SdkSessions;

/**
 * One row of the routing table.
 *
 * @param segments the parts of the path; one in braces matches any non-empty part and names it
 * @param operation as what its requests are counted, if they are
 */
record Route(String method, List<String> segments, Handler handler, Optional<Operation> operation) {
    private static final List<List<String>> WITH_REFRESH_TOKEN =
            List.of(List.of("auth", "session"), List.of("auth", "api_keys"));
    private static final Pattern SLASH = Pattern.compile("/");

    /** Answers a request that has reached its route. */
    @FunctionalInterface
    interface Handler {
        ResponseBuilder handle(ApiCall call);
    }

    /** What a bearer token is told that names no app of this server, such as one of the service that was switched off. */
    String unusableToken() {
        boolean withRefreshToken = segments.size() >= 2 && WITH_REFRESH_TOKEN.contains(segments.subList(0, 2));
        return withRefreshToken ? SdkSessions.UNKNOWN_REFRESH_TOKEN : SdkSessions.UNKNOWN_ACCESS_TOKEN;
    }

    static Route of(String method, String template, Handler handler) {
        return new Route(method, split(template), handler, Optional.empty());
    }

    /** The same row, whose requests are counted in the metrics. */
    Route countedAs(Operation counted) {
        return new Route(method, segments, handler, Optional.of(counted));
    }

    static List<String> split(String path) {
        return List.of(SLASH.split(path, -1));
    }

    /** The named parts of a path that this row is for. */
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String segment = segments.get(i);
            if (segment.startsWith("{")) {
                if (path.get(i).isEmpty()) {
                    return Optional.empty();
                }
                named.put(segment.substring(1, segment.length() - 1), path.get(i));
            } else if (!segment.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(named);
    }
}
