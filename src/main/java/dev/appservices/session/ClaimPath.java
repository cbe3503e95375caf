package dev.appservices.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The place of a claim in a token, as in Keycloak's own mappers: dots lead into objects, and a dot after a backslash is
 * part of a name.
 */
public record ClaimPath(List<String> names) {
    /** Claims with a place of their own in Keycloak's tokens: a second one of the same name would be in the JSON twice. */
    private static final Set<String> RESERVED = Set.of(
            "acr",
            "address",
            "allowed-origins",
            "at_hash",
            "aud",
            "auth_time",
            "authorization",
            "azp",
            "birthdate",
            "c_hash",
            "claims_locales",
            "cnf",
            "email",
            "email_verified",
            "exp",
            "family_name",
            "gender",
            "given_name",
            "iat",
            "iss",
            "jti",
            "locale",
            "middle_name",
            "name",
            "nbf",
            "nickname",
            "nonce",
            "phone_number",
            "phone_number_verified",
            "picture",
            "preferred_username",
            "profile",
            "realm_access",
            "resource_access",
            "s_hash",
            "scope",
            "session_state",
            "sid",
            "sub",
            "trusted-certs",
            "typ",
            "updated_at",
            "website",
            "zoneinfo");

    public ClaimPath {
        names = List.copyOf(names);
    }

    public static ClaimPath parse(String text) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '.') {
                name.append('.');
                i++;
            } else if (c == '.') {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString());
        return new ClaimPath(names);
    }

    /** Whether a claim can be put there. */
    public boolean isUsable() {
        return names.stream().noneMatch(String::isBlank) && !RESERVED.contains(names.get(0));
    }

    /** Puts a value there; does nothing where something that is no object is in the way. */
    public void put(Map<String, Object> claims, Object value) {
        if (!isUsable()) {
            return;
        }
        Map<String, Object> parent = claims;
        for (String name : names.subList(0, names.size() - 1)) {
            Object child = parent.computeIfAbsent(name, missing -> new LinkedHashMap<String, Object>());
            if (!(child instanceof Map<?, ?>)) {
                return;
            }
            parent = object(child);
        }
        parent.put(names.get(names.size() - 1), value);
    }

    @SuppressWarnings("unchecked") // The objects in a token have names for keys.
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }
}
