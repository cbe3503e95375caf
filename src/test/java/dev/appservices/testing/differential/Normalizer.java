package dev.appservices.testing.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Makes answers of two realms comparable: what is different each time gets a symbol, what has no order gets one. */
final class Normalizer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.eyJ[\\w-]+\\.[\\w-]+");
    private static final long A_DAY = Duration.ofDays(1).toMillis();

    /** Random texts that are not ids, and a rest of a lifetime. */
    private static final Set<String> RANDOM =
            Set.of("jti", "sid", "session_state", "at_hash", "expires_in", "refresh_expires_in");

    /** Lists of texts that Keycloak takes from sets. */
    private static final Set<String> UNORDERED =
            Set.of("requiredActions", "disableableCredentialTypes", "roles", "aud", "realm_roles");

    private final Symbols symbols;
    private final boolean ranged;

    /** @param ranged whether a list is a part of a longer one: then only its length is compared */
    Normalizer(Symbols symbols, boolean ranged) {
        this.symbols = symbols;
        this.ranged = ranged;
    }

    JsonNode normalize(JsonNode node) {
        return normalize("", node);
    }

    private JsonNode normalize(String field, JsonNode node) {
        if (RANDOM.contains(field) && node.isValueNode()) {
            return TextNode.valueOf("<random>");
        }
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(entry ->
                            object.set(symbols.replaceIn(entry.getKey()), normalize(entry.getKey(), entry.getValue())));
            return object;
        }
        if (node.isArray()) {
            return normalizeList(field, node);
        }
        if (node.isNumber()) {
            return isNow(node.longValue()) ? TextNode.valueOf("<now>") : node;
        }
        return node.isTextual() ? normalizeText(field, node.textValue()) : node;
    }

    /** Users and roles come without an order to rely on, and so become objects. */
    private JsonNode normalizeList(String field, JsonNode list) {
        if (!list.isEmpty() && all(list, "ipAddress", "id")) {
            return sessions(list);
        }
        if (!list.isEmpty() && all(list, "username", "id")) {
            return ranged ? JsonNodeFactory.instance.objectNode().put("entries", list.size()) : keyed(list, "id");
        }
        if (!list.isEmpty() && (all(list, "name", "containerId") || all(list, "role", "id"))) {
            return keyed(list, list.get(0).has("name") ? "name" : "role");
        }
        List<JsonNode> entries = new ArrayList<>();
        list.forEach(entry -> entries.add(normalize("", entry)));
        if (UNORDERED.contains(field)) {
            entries.sort((one, other) -> one.asText().compareTo(other.asText()));
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        return array.addAll(entries);
    }

    /** Their ids are random texts of no known form. */
    private JsonNode sessions(JsonNode list) {
        List<JsonNode> sessions = new ArrayList<>();
        for (JsonNode session : list) {
            ObjectNode copy = session.deepCopy();
            sessions.add(normalize("", copy.put("id", "<random>")));
        }
        sessions.sort(Comparator.comparing(JsonNode::toString));
        return JsonNodeFactory.instance.arrayNode().addAll(sessions);
    }

    private static boolean all(JsonNode list, String... fields) {
        return StreamSupport.stream(list.spliterator(), false)
                .allMatch(entry -> Arrays.stream(fields).allMatch(entry::has));
    }

    private JsonNode keyed(JsonNode list, String field) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (JsonNode entry : list) {
            String key = symbols.replaceIn(entry.get(field).asText());
            while (object.has(key)) {
                key = key + " again";
            }
            object.set(key, normalize("", entry));
        }
        return object;
    }

    private JsonNode normalizeText(String field, String text) {
        if (JWT.matcher(text).matches()) {
            return normalize("", claims(text));
        }
        if (field.equals("scope")) {
            return TextNode.valueOf(Arrays.stream(text.split(" ", -1)).sorted().collect(Collectors.joining(" ")));
        }
        return TextNode.valueOf(symbols.replaceIn(text));
    }

    private static JsonNode claims(String token) {
        String payload = token.split("\\.", -1)[1];
        try {
            return JSON.readTree(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(payload, e);
        }
    }

    /** In seconds or in milliseconds. */
    private static boolean isNow(long number) {
        long now = System.currentTimeMillis();
        return Math.abs(now - number) < A_DAY || Math.abs(now - number * 1000) < A_DAY;
    }
}
