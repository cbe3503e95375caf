package dev.appservices.adminapi;

import java.util.LinkedHashMap;
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
 * @param path below {@code /admin/realms/{realm}/app-services/}; a part in braces matches any non-empty part and names
 *     it, and as the last one all that is left, since an id from elsewhere may hold slashes
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
    Optional<Map<String, String>> match(String asked) {
        String[] template = SLASH.split(path, -1);
        String[] parts = SLASH.split(asked, template.length);
        if (parts.length != template.length) {
            return Optional.empty();
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i++) {
            if (template[i].startsWith("{") && !parts[i].isEmpty()) {
                named.put(template[i].substring(1, template[i].length() - 1), parts[i]);
            } else if (!template[i].equals(parts[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(named);
    }
}
