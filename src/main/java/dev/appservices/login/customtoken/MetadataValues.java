package dev.appservices.login.customtoken;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** Claims as values of a document. */
final class MetadataValues {
    /** As in App Services; of what is no text, the JSON counts. */
    static final int MAX_LENGTH = 4096;

    private MetadataValues() {}

    static boolean isTooLong(JsonNode claim) {
        return (claim.isTextual() ? claim.textValue() : claim.toString()).length() > MAX_LENGTH;
    }

    /** Whether a document takes a field of this name, also one that a claim brings along. */
    static boolean isName(String name) {
        return !name.isEmpty() && !name.startsWith("$") && name.indexOf('\0') < 0;
    }

    /** Empty if there is a name inside that no document takes. */
    static Optional<Object> of(JsonNode claim) {
        if (claim.isObject()) {
            return object(claim);
        }
        if (claim.isArray()) {
            return array(claim);
        }
        if (claim.isTextual()) {
            return Optional.of(claim.textValue());
        }
        if (claim.isBoolean()) {
            return Optional.of(claim.booleanValue());
        }
        return Optional.of(number(claim));
    }

    /** As a document gives it back, so that an unchanged claim is seen to be unchanged. */
    private static Object number(JsonNode claim) {
        if (claim.isIntegralNumber() && claim.canConvertToInt()) {
            return claim.intValue();
        }
        if (claim.isIntegralNumber() && claim.canConvertToLong()) {
            return claim.longValue();
        }
        return claim.doubleValue();
    }

    private static Optional<Object> object(JsonNode claim) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : claim.properties()) {
            if (!isName(field.getKey())) {
                return Optional.empty();
            }
            if (!field.getValue().isNull()) {
                Optional<Object> value = of(field.getValue());
                if (value.isEmpty()) {
                    return value;
                }
                object.put(field.getKey(), value.get());
            }
        }
        return Optional.of(object);
    }

    private static Optional<Object> array(JsonNode claim) {
        List<Object> array = new ArrayList<>();
        for (JsonNode element : claim) {
            if (!element.isNull()) {
                Optional<Object> value = of(element);
                if (value.isEmpty()) {
                    return value;
                }
                array.add(value.get());
            }
        }
        return Optional.of(array);
    }
}
