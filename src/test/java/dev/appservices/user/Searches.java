package dev.appservices.user;

import java.util.Map;
import java.util.Optional;

/** Searches with one condition. */
final class Searches {
    private Searches() {}

    static UserSearch text(String text) {
        return of(Optional.of(text), Optional.empty(), Optional.empty(), false);
    }

    static UserSearch username(String name) {
        return of(Optional.empty(), Optional.of(name), Optional.empty(), false);
    }

    static UserSearch email(String email, boolean exact) {
        return of(Optional.empty(), Optional.empty(), Optional.of(email), exact);
    }

    static UserSearch firstName(String name, boolean exact) {
        return named(Optional.of(name), Optional.empty(), exact);
    }

    static UserSearch lastName(String name, boolean exact) {
        return named(Optional.empty(), Optional.of(name), exact);
    }

    static UserSearch enabled(boolean enabled) {
        return flagged(Optional.of(enabled), Optional.empty());
    }

    static UserSearch emailVerified(boolean verified) {
        return flagged(Optional.empty(), Optional.of(verified));
    }

    static UserSearch attributes(Map<String, String> attributes) {
        Optional<String> none = Optional.empty();
        return new UserSearch(
                none, none, none, none, none, Optional.empty(), Optional.empty(), none, none, attributes, false);
    }

    private static UserSearch of(
            Optional<String> text, Optional<String> username, Optional<String> email, boolean exact) {
        Optional<String> none = Optional.empty();
        return new UserSearch(
                text, username, email, none, none, Optional.empty(), Optional.empty(), none, none, Map.of(), exact);
    }

    private static UserSearch named(Optional<String> firstName, Optional<String> lastName, boolean exact) {
        Optional<String> none = Optional.empty();
        return new UserSearch(
                none, none, none, firstName, lastName, Optional.empty(), Optional.empty(), none, none, Map.of(), exact);
    }

    private static UserSearch flagged(Optional<Boolean> enabled, Optional<Boolean> emailVerified) {
        Optional<String> none = Optional.empty();
        return new UserSearch(none, none, none, none, none, enabled, emailVerified, none, none, Map.of(), false);
    }
}
