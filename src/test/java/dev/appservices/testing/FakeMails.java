package dev.appservices.testing;

import java.util.ArrayList;
import java.util.List;

import dev.appservices.error.AppServicesException;
import dev.appservices.login.localuserpass.MailPair;
import dev.appservices.login.localuserpass.MailPurpose;
import dev.appservices.login.localuserpass.UserpassMails;
import dev.appservices.user.User;

/** Keeps the mails that were sent. */
public final class FakeMails implements UserpassMails {
    public record Sent(MailPurpose purpose, String address, MailPair pair) {}

    public final List<Sent> sent = new ArrayList<>();

    /** Whether there is no server that takes mails. */
    public boolean absent;

    /** Whether the server takes no mail, as one finds out when it is sent. */
    public boolean failing;

    @Override
    public boolean reaches(String address) {
        return !address.contains("unreachable");
    }

    @Override
    public void admit(String address) {
        if (absent) {
            throw AppServicesException.busy("this server cannot send mails");
        }
    }

    @Override
    public void send(MailPurpose purpose, String address, MailPair pair, User recipient) {
        if (failing) {
            throw AppServicesException.busy("the mail could not be sent");
        }
        sent.add(new Sent(purpose, address, pair));
    }

    /** The pair of the last mail. */
    public MailPair lastPair() {
        return sent.get(sent.size() - 1).pair();
    }
}
