package dev.appservices.testing.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One field that two realms answered differently.
 *
 * @param field its place in the answer, as {@code /body/<anna>/email}
 */
public record Difference(Step step, String field, String plain, String ours) {

    static List<Difference> between(Step step, Answer plain, Answer ours) {
        List<Difference> found = new ArrayList<>();
        compare(step, "", plain.json(), ours.json(), found);
        return found;
    }

    private static void compare(Step step, String field, JsonNode plain, JsonNode ours, List<Difference> found) {
        if (plain.equals(ours)) {
            return;
        }
        TreeSet<String> names = new TreeSet<>();
        plain.fieldNames().forEachRemaining(names::add);
        ours.fieldNames().forEachRemaining(names::add);
        if (isObjectOrNothing(plain) && isObjectOrNothing(ours) && !names.isEmpty()) {
            names.forEach(name -> compare(step, field + "/" + name, plain.path(name), ours.path(name), found));
        } else if (plain.isArray() && ours.isArray() && plain.size() == ours.size()) {
            for (int i = 0; i < plain.size(); i++) {
                compare(step, field + "/" + i, plain.path(i), ours.path(i), found);
            }
        } else {
            found.add(new Difference(step, field, text(plain), text(ours)));
        }
    }

    /** What is missing differs in each field of the other, so that some of them may be permitted. */
    private static boolean isObjectOrNothing(JsonNode node) {
        return node.isObject() || node.isMissingNode();
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }

    @Override
    public String toString() {
        return field + ": plain " + plain + ", ours " + ours;
    }
}
