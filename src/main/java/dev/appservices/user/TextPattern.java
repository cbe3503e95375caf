package dev.appservices.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a text must look like: pieces that follow each other with anything in between, in lower case.
 *
 * @param pieces literal texts, in their order
 * @param anchored whether the text begins with the first piece
 * @param open whether anything may follow the last piece; if not, and anchored with one piece, the text is that piece
 */
public record TextPattern(List<String> pieces, boolean anchored, boolean open) {
    public TextPattern {
        pieces = pieces.stream().map(piece -> piece.toLowerCase(Locale.ROOT)).toList();
    }

    public static TextPattern exact(String text) {
        return new TextPattern(List.of(text), true, false);
    }

    public static TextPattern contains(String text) {
        return new TextPattern(List.of(text), false, true);
    }

    /** One word of Keycloak's search field: {@code "exact"}, or a beginning in which {@code *} stands for anything. */
    public static TextPattern word(String word) {
        if (word.length() >= 2 && word.startsWith("\"") && word.endsWith("\"")) {
            return exact(word.substring(1, word.length() - 1));
        }
        List<String> pieces = new ArrayList<>();
        for (String piece : word.split("\\*", -1)) {
            if (!piece.isEmpty()) {
                pieces.add(piece);
            }
        }
        return new TextPattern(pieces, !word.startsWith("*"), true);
    }

    /** Whether every text is like this. */
    public boolean isAnything() {
        return open && (pieces.isEmpty() || pieces.equals(List.of("")));
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

    public boolean matches(String text) {
        String folded = text.toLowerCase(Locale.ROOT);
        if (isExact()) {
            return folded.equals(text());
        }
        int at = 0;
        for (int i = 0; i < pieces.size(); i++) {
            int found = folded.indexOf(pieces.get(i), at);
            if (found < 0 || (i == 0 && anchored && found > 0)) {
                return false;
            }
            at = found + pieces.get(i).length();
        }
        return open || at == folded.length();
    }
}
