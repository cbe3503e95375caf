package dev.appservices.migration;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A provider's {@code config}, with the keys that this version does not know. Types of known keys were checked when the
 * file was read. Only keys are printed: hand-made files have secrets in places where nobody expects them.
 */
public final class Settings {
    private final ObjectNode node;

    Settings(ObjectNode node) {
        this.node = node.deepCopy();
    }

    /** The text of a key; empty also for a blank one, which is how forms of App Services wrote "not set". */
    public Optional<String> text(String key) {
        return Optional.ofNullable(node.get(key))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isBlank());
    }

    /** False where the key is absent, as everywhere in the format. */
    public boolean flag(String key) {
        return node.path(key).asBoolean(false);
    }

    /** A list; old files have one text, or several in one text with commas. */
    public List<String> texts(String key) {
        JsonNode value = node.path(key);
        List<String> texts = value.isTextual()
                ? Arrays.asList(value.textValue().split(",", -1))
                : StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
        return texts.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
    }

    public List<String> keys() {
        return node.properties().stream().map(entry -> entry.getKey()).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings settings && settings.node.equals(node);
    }

    @Override
    public int hashCode() {
        return node.hashCode();
    }

    @Override
    public String toString() {
        return "Settings" + keys();
    }
}
