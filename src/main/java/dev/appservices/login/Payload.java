package dev.appservices.login;

/**
 * The typed fields that a client sent with a login. A field of another type than asked for is refused with
 * {@link dev.appservices.error.ErrorCode#INVALID_PARAMETER}, a missing one with
 * {@link dev.appservices.error.ErrorCode#MISSING_PARAMETER}, before anything is looked up.
 */
public interface Payload {
    String requiredString(String name);
}
