package dev.appservices.migration;

/**
 * What a provider tells about a user at login, and where it goes in the user's {@code data}.
 *
 * @param name for {@code custom-token} a dotted path into the token, in which {@code \.} is a dot of a claim's own name
 * @param fieldName the key in {@code data}; where a file has none, the last segment of the path
 * @param required a login without it is refused
 */
public record MetadataField(String name, String fieldName, boolean required) {
    /** Fields without an own target: {@code address.city} goes to {@code city}, {@code http://a\.b/id} to itself. */
    static String defaultFieldName(String name) {
        String[] segments = name.split("(?<!\\\\)\\.", -1);
        return segments[segments.length - 1].replace("\\.", ".");
    }
}
