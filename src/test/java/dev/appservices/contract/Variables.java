package dev.appservices.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** The values behind <code>{{name}}</code>, put into texts and JSON trees. */
final class Variables {
    private static final Pattern NAME = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final Pattern REPEATED = Pattern.compile("(.)\\*(\\d+)");

    private final Map<String, JsonNode> values = new LinkedHashMap<>();
    private final boolean keepUnknown;

    private Variables(boolean keepUnknown) {
        this.keepUnknown = keepUnknown;
    }

    /** A name without a value is a mistake in the vector. */
    static Variables complete() {
        return new Variables(false);
    }

    /** A name without a value stays as it is, to be filled in later. */
    static Variables partial() {
        return new Variables(true);
    }

    Variables put(String name, JsonNode value) {
        values.put(name, value);
        return this;
    }

    Variables put(String name, String value) {
        return put(name, TextNode.valueOf(value));
    }

    String text(String name) {
        return value(name).map(Variables::asText).orElseThrow(() -> new IllegalArgumentException("No value: " + name));
    }

    String fill(String text) {
        return NAME.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        value(match.group(1)).map(Variables::asText).orElse(match.group())));
    }

    /** The same tree with all names replaced, in keys too; a key that comes out twice keeps the last value. */
    JsonNode fill(JsonNode node) {
        if (node.isTextual()) {
            Matcher whole = NAME.matcher(node.textValue());
            return whole.matches() ? value(whole.group(1)).orElse(node) : TextNode.valueOf(fill(node.textValue()));
        }
        if (node.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> filled.add(fill(element)));
            return filled;
        }
        if (node.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(property -> filled.set(fill(property.getKey()), fill(property.getValue())));
            return filled;
        }
        return node;
    }

    private Optional<JsonNode> value(String name) {
        JsonNode value = values.get(name);
        if (value != null) {
            return Optional.of(value);
        }
        Matcher repeated = REPEATED.matcher(name);
        if (repeated.matches()) {
            return Optional.of(TextNode.valueOf(repeated.group(1).repeat(Integer.parseInt(repeated.group(2)))));
        }
        if (keepUnknown) {
            return Optional.empty();
        }
        throw new IllegalArgumentException("No value for {{" + name + "}}, known are " + values.keySet());
    }

    private static String asText(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
