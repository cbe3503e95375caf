package dev.appservices.testing.differential;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one realm's answers were told to be remembered by: names in the script, values in the requests. */
final class Symbols {
    private static final Pattern SYMBOL = Pattern.compile("<([^<>]+)>");

    /** An id that no step remembered: of Keycloak, of a user of a storage, or of MongoDB. */
    private static final Pattern ID =
            Pattern.compile("(f:)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(:[0-9a-f]{24})?|\\b[0-9a-f]{24}\\b");

    private final Map<String, String> values = new LinkedHashMap<>();

    void remember(String name, String value) {
        values.put(name, value);
    }

    /** With values for symbols; empty if one of them is not known, since the step before it failed. */
    Optional<String> fill(String text) {
        StringBuilder filled = new StringBuilder();
        Matcher matcher = SYMBOL.matcher(text);
        while (matcher.find()) {
            String value = values.get(matcher.group(1));
            if (value == null) {
                return Optional.empty();
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return Optional.of(matcher.appendTail(filled).toString());
    }

    /** With symbols for values, and one symbol for all other ids. */
    String replaceIn(String text) {
        String replaced = text;
        for (Map.Entry<String, String> known : values.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().length()))
                .toList()) {
            replaced = replaced.replace(known.getValue(), "<" + known.getKey() + ">");
        }
        return ID.matcher(replaced).replaceAll("<id>");
    }
}
