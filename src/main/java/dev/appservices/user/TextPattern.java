package dev.appservices.user;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a text must look like: pieces that follow each other with anything in between, in lower case.
 *
 * @param pieces literal texts in their order, in which {@link #ANY_CHARACTER} stands for one of any kind
 * @param anchored whether the text begins with the first piece
 * @param open whether anything may follow the last piece; if not, and anchored with one piece, the text is that piece
 */
public record TextPattern(List<String> pieces, boolean anchored, boolean open) {
    /** No character of any text. */
    public static final char ANY_CHARACTER = '\uFFFF';

    private static final Pattern OPERATOR = Pattern.compile("[\\\\^$.|?*+()\\[\\]{}]");

    public TextPattern {
        pieces = pieces.stream().map(piece -> piece.toLowerCase(Locale.ROOT)).toList();
    }

    public static TextPattern exact(String text) {
        return new TextPattern(List.of(text), true, false);
    }

    public static TextPattern contains(String text) {
        return new TextPattern(List.of(text), false, true);
    }

    /** Contains a text in which, as in SQL, {@code %} stands for anything and {@code _} for one character. */
    public static TextPattern like(String text) {
        return new TextPattern(pieces(text.replace('_', ANY_CHARACTER), "%"), false, true);
    }

    /** One word of Keycloak's search field: {@code "exact"}, or a beginning in which {@code *} stands for anything. */
    public static TextPattern word(String word) {
        return word.length() >= 2 && word.startsWith("\"") && word.endsWith("\"")
                ? exact(word.substring(1, word.length() - 1))
                : new TextPattern(pieces(word, "*"), !word.startsWith("*"), true);
    }

    private static List<String> pieces(String text, String anything) {
        return Stream.of(text.split(Pattern.quote(anything), -1))
                .filter(piece -> !piece.isEmpty())
                .toList();
    }

    /** Whether every text is like this. */
    public boolean isAnything() {
        return open && pieces.stream().allMatch(String::isEmpty);
    }

    public boolean isExact() {
        return anchored && !open && pieces.size() == 1;
    }

    public boolean isPrefix() {
        return anchored && open && pieces.size() == 1;
    }

    /** The first piece, which is all of an exact text or of a prefix. */
    public String text() {
        return pieces.get(0);
    }

    /**
     * The same as a regular expression for a text that comes behind a prefix; its dots are for line breaks too, if it is
     * used so.
     */
    public String expression(String prefix) {
        String start = "^" + literal(prefix);
        String between = pieces.stream().map(TextPattern::quoted).collect(Collectors.joining(".*"));
        return start + (anchored ? "" : ".*") + between + (open ? "" : "$");
    }

    private static String quoted(String piece) {
        return Stream.of(piece.split(String.valueOf(ANY_CHARACTER), -1))
                .map(TextPattern::literal)
                .collect(Collectors.joining("."));
    }

    /** Each character by itself: not every database sees through {@code \Q} and {@code \E} that a beginning is literal. */
    private static String literal(String text) {
        return OPERATOR.matcher(text).replaceAll("\\\\$0").replace("\0", "\\x00");
    }

    public boolean matches(String text) {
        return Pattern.compile(expression(""), Pattern.DOTALL)
                .matcher(text.toLowerCase(Locale.ROOT))
                .find();
    }
}
