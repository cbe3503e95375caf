package dev.appservices.adminapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.appservices.keycloak.AdminCall;
import dev.appservices.keycloak.AdminRole;

/**
 * One row of the routing table.
 *
 * @param path below {@code /admin/realms/{realm}/app-services/}; a part in braces matches any non-empty part and names it
 * @param roles all of which are needed
 */
record AdminRoute(String method, String path, Set<AdminRole> roles, Handler handler) {
    private static final Pattern SLASH = Pattern.compile("/");

    /** Answers a request that may have an answer. */
    @FunctionalInterface
    interface Handler {
        ResponseBuilder handle(AdminCall call);
    }

    /** The named parts of a path that this row is for. */
    Optional<Map<String, String>> match(String requested) {
        List<String> wanted = List.of(SLASH.split(path, -1));
        List<String> given = List.of(SLASH.split(requested, -1));
        if (wanted.size() != given.size()) {
            return Optional.empty();
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < given.size(); i++) {
            String part = wanted.get(i);
            if (part.startsWith("{") && !given.get(i).isEmpty()) {
                named.put(part.substring(1, part.length() - 1), given.get(i));
            } else if (!part.equals(given.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(named);
    }
}
