package dev.appservices.migration;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Where in a document a value stands; its text is an RFC 6901 pointer. A chain instead of a text, because a walk over a
 * large document makes one for every value and shows almost none.
 */
record JsonPath(@Nullable JsonPath parent, String segment) {
    static final JsonPath ROOT = new JsonPath(null, "");

    JsonPath child(String key) {
        return new JsonPath(this, key);
    }

    JsonPath child(int index) {
        return new JsonPath(this, Integer.toString(index));
    }

    boolean isBelow(String key) {
        for (JsonPath path = parent; path != null; path = path.parent) {
            if (path.segment.equals(key)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        Deque<String> segments = new ArrayDeque<>();
        JsonPath path = this;
        for (JsonPath above = path.parent; above != null; above = path.parent) {
            segments.addFirst(path.segment.replace("~", "~0").replace("/", "~1"));
            path = above;
        }
        return segments.isEmpty() ? "" : "/" + String.join("/", segments);
    }
}
