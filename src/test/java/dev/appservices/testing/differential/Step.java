package dev.appservices.testing.differential;

import java.util.Map;
import java.util.Optional;

/**
 * One request of a script. {@code <name>} in any of its texts stands for the value that an earlier step remembered.
 *
 * @param area the file it is from, or what a query of a file is asked for
 * @param method a method of HTTP, or {@link #PAGES} to read a list page by page until one is empty
 * @param path below the realm's admin REST, or from the root of the server if it begins with {@code /realms/}
 * @param query parameters that are not in the path yet, not encoded
 * @param token whose token it carries; the administrator's if empty
 * @param remember names, each with the JSON pointer of its value in the answer, or with {@code Location}
 * @param pageSize of {@link #PAGES}
 */
public record Step(
        String area,
        String name,
        String method,
        String path,
        Map<String, String> query,
        Optional<Payload> payload,
        Optional<String> token,
        Map<String, String> remember,
        int pageSize) {
    static final String PAGES = "PAGES";

    public Step {
        query = Map.copyOf(query);
        remember = Map.copyOf(remember);
    }

    /** What a request carries. */
    public record Payload(String contentType, String text) {}

    /** Area and name, by which the list of differences speaks of it. */
    public String id() {
        return area + "/" + name;
    }

    /** Whether the answer is a part of a list, which depends on the order of the whole. */
    boolean isRanged() {
        return path.matches(".*[?&](first|max)=.*") || query.containsKey("first") || query.containsKey("max");
    }

    String request() {
        return method + " " + path + (query.isEmpty() ? "" : " " + query)
                + payload.map(sent -> " " + sent.text()).orElse("");
    }
}
