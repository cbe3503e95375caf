package dev.appservices.migration;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Kind;

/**
 * Puts the values of the chosen environment where a file has {@code %(%%environment.values.name)}. App Services did so
 * when an app was made from files; exports of running apps hold the result, repositories hold the template. A text that
 * is nothing but a template takes the value with its type, so that a switch can differ between environments.
 */
final class Templates {
    /** Templates inside templates' values are not expanded; this bounds how often one long value can be repeated. */
    static final int MAX_EXPANDED_CHARACTERS = 8_000_000;

    private static final Pattern TEMPLATE = Pattern.compile("%\\(%%environment\\.values\\.([A-Za-z0-9_-]+)\\)");

    /** Undocumented in provider files, but found there. */
    private static final Pattern RAW =
            Pattern.compile("%%(?<environment>environment\\.)?values\\.(?<name>[A-Za-z0-9_-]+)");

    /** A value of the app; the value of one from a secret is that secret's name. */
    record Value(JsonNode json, boolean fromSecret) {}

    private final String environment;
    private final Map<String, JsonNode> environmentValues;
    private final Map<String, Value> values = new HashMap<>();
    private final Findings findings;
    private int expanded;

    Templates(String environment, Map<String, JsonNode> environmentValues, Findings findings) {
        this.environment = environment;
        this.environmentValues = Map.copyOf(environmentValues);
        this.findings = findings;
    }

    void addValue(String name, Value value) {
        values.put(name, value);
    }

    /** The document with all templates resolved; one that has no value stays as it is, with a warning. */
    JsonNode resolve(String file, JsonNode document) {
        return walk(document, JsonPath.ROOT, (path, text) -> resolve(file, path, text));
    }

    /** Expressions without the brackets, and with the app's own values: the second pass over provider files. */
    JsonNode resolveRaw(String file, JsonNode document) {
        return walk(document, JsonPath.ROOT, (path, text) -> resolveRaw(file, path, text));
    }

    private interface Step {
        JsonNode replace(JsonPath path, TextNode text);
    }

    private static JsonNode walk(JsonNode node, JsonPath path, Step step) {
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(entry -> entry.setValue(walk(entry.getValue(), path.child(entry.getKey()), step)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, walk(array.get(i), path.child(i), step));
            }
        } else if (node instanceof TextNode text) {
            return step.replace(path, text);
        }
        return node;
    }

    private JsonNode resolve(String file, JsonPath path, TextNode text) {
        if (!text.textValue().contains("%(%%")) {
            return text;
        }
        Matcher matcher = TEMPLATE.matcher(text.textValue());
        if (matcher.matches() && environmentValues.containsKey(matcher.group(1))) {
            return copy(file, environmentValues.get(matcher.group(1)));
        }
        matcher.reset();
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            JsonNode value = environmentValues.get(matcher.group(1));
            if (value == null || value.isContainerNode()) {
                String why = value == null ? " does not have this value." : " has an object or a list for it.";
                warn(file, path, matcher.group() + " stays as it is: " + environment + why);
                matcher.appendReplacement(result, Matcher.quoteReplacement(matcher.group()));
            } else {
                count(file, value.asText().length());
                matcher.appendReplacement(result, Matcher.quoteReplacement(value.asText()));
            }
        }
        return TextNode.valueOf(matcher.appendTail(result).toString());
    }

    private JsonNode resolveRaw(String file, JsonPath path, TextNode text) {
        Matcher matcher = RAW.matcher(text.textValue());
        if (!matcher.matches()) {
            return text;
        }
        String name = matcher.group("name");
        Value value = matcher.group("environment") == null ? values.get(name) : environmentValue(name);
        if (value == null) {
            warn(file, path, matcher.group() + " stays as it is: there is no such value.");
            return text;
        }
        if (value.fromSecret() && !path.isBelow("secret_config")) {
            warn(file, path, matcher.group() + " stays as it is: this value is a secret, which cannot stand here.");
            return text;
        }
        warn(file, path, matcher.group() + " is replaced by its value, which App Services does not promise here.");
        return copy(file, value.json());
    }

    private @Nullable Value environmentValue(String name) {
        JsonNode json = environmentValues.get(name);
        return json == null ? null : new Value(json, false);
    }

    private void warn(String file, JsonPath path, String message) {
        findings.add(file, path, Kind.SETTING, Action.WARNING, message);
    }

    private JsonNode copy(String file, JsonNode value) {
        count(
                file,
                value.isContainerNode()
                        ? value.toString().length()
                        : value.asText().length());
        return value.deepCopy();
    }

    private void count(String file, int characters) {
        expanded += characters;
        if (expanded > MAX_EXPANDED_CHARACTERS) {
            throw new AppDirectoryException(file, "The templates of the app expand to more than 8,000,000 characters.");
        }
    }
}
