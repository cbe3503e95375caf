package dev.appservices.limit;

/** What may be done only so often in an hour. */
public enum Limited {
    ANONYMOUS_LOGIN("anonymous logins from this address"),
    FAILED_LOGIN("failed logins from this address"),
    KEY_CREATION("new API keys"),
    MAIL("mails to this address"),
    MAIL_REQUEST("requests for mails from this address"),
    REGISTRATION("registrations from this address");

    private final String plural;

    Limited(String plural) {
        this.plural = plural;
    }

    /** For the sentence that a refused client gets. */
    public String plural() {
        return plural;
    }
}
