package dev.appservices.login;

import java.util.Optional;

/**
 * The typed fields that a client sent with a login. A field of another type than asked for is refused with
 * {@link dev.appservices.error.ErrorCode#INVALID_PARAMETER}, a missing one with
 * {@link dev.appservices.error.ErrorCode#MISSING_PARAMETER}, before anything is looked up.
 */
public interface Payload {
    String requiredString(String name);

    /** A field that may be missing. */
    default Optional<String> string(String name) {
        return Optional.empty();
    }
}
