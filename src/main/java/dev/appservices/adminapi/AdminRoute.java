package dev.appservices.adminapi;

import java.util.HashMap;
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

    /** The named parts of a path that this row is for. */
    Optional<Map<String, String>> match(String requested) {
        String[] wanted = SLASH.split(path, -1);
        String[] parts = SLASH.split(requested, -1);
        if (wanted.length != parts.length) {
            return Optional.empty();
        }
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < parts.length; i++) {
            boolean isNamed = wanted[i].startsWith("{");
            if (isNamed ? parts[i].isEmpty() : !wanted[i].equals(parts[i])) {
                return Optional.empty();
            }
            if (isNamed) {
                named.put(wanted[i].substring(1, wanted[i].length() - 1), parts[i]);
            }
        }
        return Optional.of(named);
    }

    /** Answers a request that may have an answer. */
    @FunctionalInterface
    interface Handler {
        ResponseBuilder handle(AdminCall call);
    }
}
