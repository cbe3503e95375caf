package dev.appservices.login.customtoken;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * Where a claim is: names with dots between them, in which {@code \\.} is a dot of a name.
 *
 * @param text as it was written
 */
public record ClaimPath(String text, List<String> segments) {
    public ClaimPath {
        segments = List.copyOf(segments);
    }

    /** @throws IllegalArgumentException for a text that has an empty name in it */
    public static ClaimPath of(String text) {
        List<String> segments = new ArrayList<>();
        StringBuilder segment = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '.') {
                segment.append('.');
                i++;
            } else if (c == '.') {
                segments.add(segment.toString());
                segment.setLength(0);
            } else {
                segment.append(c);
            }
        }
        segments.add(segment.toString());
        if (segments.contains("")) {
            throw new IllegalArgumentException("A path has an empty name: " + text);
        }
        return new ClaimPath(text, segments);
    }

    String last() {
        return segments.get(segments.size() - 1);
    }

    /** A missing node where there is nothing, or null. */
    JsonNode in(JsonNode claims) {
        JsonNode node = claims;
        for (String segment : segments) {
            node = node.isObject() ? node.path(segment) : MissingNode.getInstance();
        }
        return node.isNull() ? MissingNode.getInstance() : node;
    }
}
