package dev.appservices.login.customtoken;

import java.util.Optional;

/** The keys of the settings, and the algorithm of the settings. */
public interface TokenSignatures {
    /**
     * Checks a signature.
     *
     * @param keyId {@code kid} of the token
     * @throws dev.appservices.error.AppServicesException if there is no way to tell now: keys cannot be fetched, or the
     *     settings lack them
     */
    Verdict verify(Optional<String> keyId, byte[] signed, byte[] signature);

    /** What came of it. */
    enum Verdict {
        RIGHT,
        WRONG,
        NO_KEY_ID,
        UNKNOWN_KEY_ID
    }
}
