package dev.appservices.login.localuserpass;

import java.util.Optional;

/** What App Services took for an address: with automatic confirmation any text of 1 to 128 characters. */
final class EmailAddress {
    static final int MAX_LENGTH = 128;

    private EmailAddress() {}

    /** The key by which an address is found: the address itself, since App Services compared with case. */
    static Optional<String> key(String email) {
        boolean valid = !email.isEmpty() && email.length() <= MAX_LENGTH && email.indexOf('\0') < 0;
        return valid ? Optional.of(email) : Optional.empty();
    }
}
