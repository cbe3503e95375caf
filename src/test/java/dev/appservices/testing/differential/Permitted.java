package dev.appservices.testing.differential;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A difference that is meant, with its reason: in a field of users wherever they are shown, or in the answer of one step.
 *
 * @param steps a pattern for {@link Step#id}
 * @param fields a pattern for {@link Difference#field}
 */
public record Permitted(Pattern steps, Pattern fields, String reason) {
    /** Where nothing but a field of every user may differ. */
    private static final Set<String> STRICT = Set.of("search", "paging", "count", "console", "credentials");

    /** A field of a user's representation. */
    public static Permitted field(String name, String reason) {
        return new Permitted(Pattern.compile(".*"), Pattern.compile("/body(/<[^/]*>)?/" + name), reason);
    }

    /** Whatever the two realms answer to a step. */
    public static Permitted step(String area, String name, String reason) {
        if (STRICT.contains(area)) {
            throw new IllegalArgumentException("No difference is permitted in " + area);
        }
        return new Permitted(Pattern.compile(Pattern.quote(area) + "/" + name), Pattern.compile(".*"), reason);
    }

    boolean covers(Difference difference) {
        return steps.matcher(difference.step().id()).matches()
                && fields.matcher(difference.field()).matches();
    }
}
