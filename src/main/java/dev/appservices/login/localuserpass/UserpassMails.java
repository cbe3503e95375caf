package dev.appservices.login.localuserpass;

import dev.appservices.error.AppServicesException;
import dev.appservices.user.User;

/** Mails with a pair in their link. */
public interface UserpassMails {
    /** Whether the server that takes mails would take one to this address. */
    boolean reaches(String address);

    /**
     * Asked before anything is done for a mail: what a refused one replaces must stay.
     *
     * @throws AppServicesException with HTTP 503 where there is no server that takes mails, with HTTP 429 where the address
     *     has had too many
     */
    void admit(String address);

    /**
     * Sends one, and returns when it is taken.
     *
     * @param recipient as whom the reader is addressed: the user, or who a registration will be
     * @throws AppServicesException with HTTP 503 when it is not taken
     */
    void send(MailPurpose purpose, String address, MailPair pair, User recipient);
}
