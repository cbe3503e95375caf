package dev.appservices.migration;

/**
 * A secret's text that a very old file carries itself. It prints {@code <hidden>}, so that no log or report repeats it.
 *
 * @param text the secret
 */
public record InlineSecret(String text) {
    @Override
    public String toString() {
        return "<hidden>";
    }
}
