package dev.appservices.user.hash;

/** A field of a password is missing, malformed, or asks for more than a check may cost. */
final class UnusableHashException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field in the document of a password
     * @param reason continues the sentence that the name of the field begins
     */
    UnusableHashException(String field, String reason) {
        super(reason);
        this.field = field;
    }

    HashForm.Refused refused() {
        return new HashForm.Refused(field, String.valueOf(getMessage()));
    }
}
