package dev.appservices.keycloak;

import java.util.Locale;

import dev.appservices.user.UserId;

/** Names that operators and registration pages choose. */
public final class Usernames {
    private Usernames() {}

    /**
     * A name as it is kept: in lower case, as Keycloak keeps those of its own users. One that looks like a user id is
     * refused: whoever registers as the id of a deleted user would be taken for that user wherever names are shown.
     */
    public static String own(String username) {
        String folded = username.toLowerCase(Locale.ROOT);
        if (UserId.parse(folded).isPresent()) {
            throw Refusals.withSentence("A username of 24 hexadecimal digits is kept for user ids");
        }
        return folded;
    }
}
