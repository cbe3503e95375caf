package dev.appservices.user;

import java.util.Map;
import java.util.Optional;

/**
 * What the admin console looks for. Every given condition must hold.
 *
 * @param text an exact id, or words of which each must stand in the address, first or last name
 * @param email part of the address, or all of it with {@code exact}
 * @param attributes attribute name to exact value
 */
public record UserSearch(
        Optional<String> text,
        Optional<String> username,
        Optional<String> email,
        Optional<String> firstName,
        Optional<String> lastName,
        Optional<Boolean> enabled,
        Optional<Boolean> emailVerified,
        Optional<String> role,
        Optional<String> group,
        Map<String, String> attributes,
        boolean exact) {
    public static final UserSearch ALL = new UserSearch(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            false);

    public UserSearch {
        attributes = Map.copyOf(attributes);
    }

    public static UserSearch membersOfRole(String roleId) {
        return ALL.with(Optional.of(roleId), Optional.empty());
    }

    public static UserSearch membersOfGroup(String groupId) {
        return ALL.with(Optional.empty(), Optional.of(groupId));
    }

    private UserSearch with(Optional<String> roleId, Optional<String> groupId) {
        return new UserSearch(
                text, username, email, firstName, lastName, enabled, emailVerified, roleId, groupId, attributes, exact);
    }
}
