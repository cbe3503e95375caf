package dev.appservices.login.localuserpass;

import java.util.Optional;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;

/** What a password that somebody chooses must be. */
final class NewPasswords {
    static final int MIN_LENGTH = 6;
    static final int MAX_LENGTH = 128;

    private NewPasswords() {}

    static void requireLength(String password) {
        if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
            throw new AppServicesException(ErrorCode.BAD_REQUEST, "password must be between 6 and 128 characters");
        }
    }

    /** @param violation as {@link Passwords} says it */
    static void refuse(Optional<String> violation) {
        if (violation.isPresent()) {
            throw new AppServicesException(ErrorCode.BAD_REQUEST, violation.get());
        }
    }
}
