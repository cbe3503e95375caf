package dev.appservices.login.localuserpass;

/** What App Services took for an address. */
final class EmailAddress {
    static final int MAX_LENGTH = 128;

    private EmailAddress() {}

    /** With automatic confirmation, any text of 1 to 128 characters. */
    static boolean isOne(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && text.indexOf('\0') < 0;
    }

    /** One to which a mail may go: something on both sides of an at sign, in one line, without blanks around it. */
    static boolean isMailable(String text) {
        int at = text.lastIndexOf('@');
        return isOne(text)
                && at > 0
                && at < text.length() - 1
                && text.equals(text.strip())
                && text.chars().noneMatch(Character::isISOControl);
    }
}
