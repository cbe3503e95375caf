package dev.appservices.login.localuserpass;

import java.util.Locale;

/** Why a pair was refused. Clients are told less: what they know of a pair must not tell them what it would have done. */
public enum TokenProblem {
    /** No mail of ours has had such a pair. */
    MALFORMED,
    /** Never sent, or replaced by a newer one, or gone with its registration. */
    UNKNOWN,
    /** The id is right, the secret half is not. */
    WRONG_TOKEN,
    WRONG_PURPOSE,
    USED,
    EXPIRED,
    /** The account has another address by now than the one that the mail went to. */
    ANOTHER_ADDRESS;

    /** As events tell it. */
    public String reason() {
        return "token_" + name().toLowerCase(Locale.ROOT);
    }
}
