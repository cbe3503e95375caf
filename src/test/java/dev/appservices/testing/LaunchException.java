package dev.appservices.testing;

import org.jspecify.annotations.Nullable;

/** A server cannot be started; the message is one sentence for the person who tried. */
public final class LaunchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LaunchException(String sentence) {
        super(sentence);
    }

    public LaunchException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
