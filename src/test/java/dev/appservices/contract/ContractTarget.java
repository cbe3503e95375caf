package dev.appservices.contract;

/** The running server that the vectors are sent to, and what only its operator can do there. */
interface ContractTarget {
    /** Scheme, host and port, without a trailing slash, as a client is configured with it. */
    String baseUrl();

    /** The realm whose app is asked. */
    String realm();

    /** The client app id of that app. */
    String appId();

    /** Switches the user off, as the console does; on return the change holds for the next request. */
    void disableUser(String userId);

    void deleteUser(String userId);

    /** Leaves the user locked by brute-force protection: as after so many wrong passwords that a right one is refused. */
    void lockUser(String userId);

    /** Logs the user out everywhere, as the console does. */
    void endSessions(String userId);

    /** An access token of this refresh token's session that was valid and is past its {@code exp} now. */
    String expiredAccessToken(String refreshToken);

    /** An app that confirms and resets by mail. */
    AppPlace mailApp();

    /** An app that leaves both to functions. */
    AppPlace functionApp();

    /** The pair in the oldest mail of {@link #mailApp} to this address that was not asked for yet. */
    MailedPair mailedPair(String email);

    /** An app beside the one that most vectors ask. */
    record AppPlace(String realm, String appId) {}

    /** What a mail says. */
    record MailedPair(String token, String tokenId) {}
}
