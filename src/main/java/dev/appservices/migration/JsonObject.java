package dev.appservices.migration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/**
 * An object in a file, read key by key with the type that the format prescribes. {@code null} counts as absent, a wrong
 * type throws with file and key, and what nobody asked for is an unknown key at the end.
 */
final class JsonObject {
    private final String file;
    private final JsonPath path;
    private final ObjectNode node;
    private final Set<String> known = new HashSet<>();

    private JsonObject(String file, JsonPath path, ObjectNode node) {
        this.file = file;
        this.path = path;
        this.node = node;
    }

    static JsonObject of(String file, JsonPath path, JsonNode node) {
        if (node instanceof ObjectNode object) {
            return new JsonObject(file, path, object);
        }
        throw wrongType(file, path, "an object", node);
    }

    static List<JsonObject> listOf(String file, JsonPath path, JsonNode node) {
        if (!node.isArray()) {
            throw wrongType(file, path, "a list of objects", node);
        }
        List<JsonObject> objects = new ArrayList<>();
        for (JsonNode item : node) {
            objects.add(of(file, path.child(objects.size()), item));
        }
        return objects;
    }

    String file() {
        return file;
    }

    JsonPath path() {
        return path;
    }

    List<String> keys() {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private Optional<JsonNode> value(String key) {
        known.add(key);
        return Optional.ofNullable(node.get(key)).filter(value -> !value.isNull());
    }

    boolean has(String key) {
        return value(key).isPresent();
    }

    ObjectNode copy() {
        return node.deepCopy();
    }

    /** A copy of the value, whatever its type is. */
    Optional<JsonNode> any(String key) {
        return value(key).map(JsonNode::deepCopy);
    }

    /** A text that says something: blank ones are how the format's forms wrote "not set". */
    Optional<String> text(String key) {
        return value(key)
                .map(value -> {
                    if (!value.isTextual()) {
                        throw wrongType(file, path.child(key), "a text", value);
                    }
                    return value.textValue();
                })
                .filter(text -> !text.isBlank());
    }

    String requiredText(String key) {
        return text(key).orElseThrow(() -> problem(key, "This is missing or empty."));
    }

    boolean flag(String key) {
        return value(key)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw wrongType(file, path.child(key), "true or false", value);
                    }
                    return value.booleanValue();
                })
                .orElse(false);
    }

    List<String> texts(String key) {
        return value(key)
                .map(value -> {
                    if (!value.isArray()) {
                        throw wrongType(file, path.child(key), "a list of texts", value);
                    }
                    return texts(key, value);
                })
                .orElse(List.of());
    }

    private List<String> texts(String key, JsonNode list) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list) {
            if (!item.isTextual()) {
                throw wrongType(file, path.child(key).child(texts.size()), "a text", item);
            }
            texts.add(item.textValue());
        }
        return List.copyOf(texts);
    }

    /** A list of texts, or one text for a list of one. */
    List<String> textOrTexts(String key) {
        return isText(key) ? text(key).map(List::of).orElse(List.of()) : texts(key);
    }

    boolean isText(String key) {
        return value(key).filter(JsonNode::isTextual).isPresent();
    }

    Optional<JsonObject> object(String key) {
        return value(key).map(value -> of(file, path.child(key), value));
    }

    JsonObject requiredObject(String key) {
        return object(key).orElseThrow(() -> problem(key, "This must be an object, but it is null."));
    }

    List<JsonObject> objects(String key) {
        return value(key).map(value -> listOf(file, path.child(key), value)).orElse(List.of());
    }

    /** Keys that the format has, and that this reader leaves to others. */
    JsonObject knows(String... keys) {
        known.addAll(List.of(keys));
        return this;
    }

    void reportUnknown(Kind kind, Findings findings) {
        for (String key : keys()) {
            if (!known.contains(key)) {
                findings.add(
                        file,
                        path.child(key),
                        kind,
                        Action.UNKNOWN_KEY,
                        "The key " + Printable.quote(key) + " is not known; it is kept, but has no effect.");
            }
        }
    }

    AppDirectoryException problem(String key, String sentence) {
        return AppDirectoryException.atKey(file, path.child(key), sentence);
    }

    private static AppDirectoryException wrongType(String file, JsonPath path, String expected, JsonNode actual) {
        return AppDirectoryException.atKey(
                file, path, "This must be " + expected + ", but it is " + name(actual) + ".");
    }

    private static String name(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case STRING -> node.textValue().contains("%(%%") ? "a text with an unresolved template" : "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case BINARY, MISSING, POJO -> throw new IllegalStateException("Parsed JSON has no " + node.getNodeType());
        };
    }
}
