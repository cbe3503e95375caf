package dev.appservices.login.localuserpass;

/** What App Services took for an address: with automatic confirmation any text of 1 to 128 characters. */
final class EmailAddress {
    static final int MAX_LENGTH = 128;

    private EmailAddress() {}

    static boolean isOne(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && text.indexOf('\0') < 0;
    }
}
