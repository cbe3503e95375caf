package dev.appservices.migration;

/** Text from a file on its way into a message: one line, bounded, and without characters that rearrange a log. */
final class Printable {
    /** Names are at most 64 characters in App Services; this leaves room for paths and addresses. */
    static final int MAX_QUOTED = 200;

    private Printable() {}

    /** The text in double quotes, cut where it is too long to be a name. */
    static String quote(String text) {
        return '"' + cut(clean(text), MAX_QUOTED) + '"';
    }

    static String cut(String text, int maxLength) {
        return text.length() <= maxLength ? text : text.substring(0, maxLength) + "...";
    }

    /** Line breaks would forge lines of a log, direction marks would show a name that is another. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(breaksLine(c) ? '?' : c));
        return clean.toString();
    }

    private static boolean breaksLine(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
