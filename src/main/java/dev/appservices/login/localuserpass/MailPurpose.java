package dev.appservices.login.localuserpass;

/** What a mailed pair is for; it is worth nothing for anything else. */
public enum MailPurpose {
    CONFIRMATION,
    RESET
}
