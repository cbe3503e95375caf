package dev.appservices.migration;

/**
 * A directory that cannot be read as an app. The message names the file, the line and column or the key, and says in
 * one sentence what is wrong; it repeats no text that may be a secret. Jackson's own exceptions are not kept as the
 * cause for the same reason: they quote what they stumble over.
 */
public final class AppDirectoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The place of a problem that no single file has. */
    static final String WHOLE = "";

    private final String place;
    private final String sentence;

    AppDirectoryException(String place, String sentence) {
        super(message(place, sentence));
        this.place = place;
        this.sentence = sentence;
    }

    AppDirectoryException(String place, String sentence, Throwable cause) {
        super(message(place, sentence), cause);
        this.place = place;
        this.sentence = sentence;
    }

    static AppDirectoryException atKey(String file, JsonPath path, String sentence) {
        String pointer = path.toString();
        return new AppDirectoryException(pointer.isEmpty() ? file : file + ", key " + pointer, sentence);
    }

    boolean isWhole() {
        return place.equals(WHOLE);
    }

    /** The same problem, seen from further up. */
    AppDirectoryException below(String folder) {
        return new AppDirectoryException(isWhole() ? folder : folder + "/" + place, sentence, this);
    }

    private static String message(String place, String sentence) {
        return Printable.cut(Printable.clean(place), 1_000) + ": " + Printable.cut(Printable.clean(sentence), 2_000);
    }
}
