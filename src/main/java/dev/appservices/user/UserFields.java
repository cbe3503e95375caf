package dev.appservices.user;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of a user while changes are applied to them. */
final class UserFields {
    private final User original;
    private boolean enabled;
    private Optional<String> emailKey;
    private Optional<String> email;
    private boolean emailVerified;
    private Optional<String> firstName;
    private Optional<String> lastName;
    private Map<String, List<String>> attributes;
    private Set<String> roles;
    private Set<String> groups;
    private Set<String> requiredActions;
    private Optional<Password> password;
    private Instant createdAt;
    private Optional<Instant> lastAuthenticatedAt;

    UserFields(User user) {
        original = user;
        enabled = user.enabled();
        emailKey = user.emailKey();
        email = user.email();
        emailVerified = user.emailVerified();
        firstName = user.firstName();
        lastName = user.lastName();
        attributes = user.attributes();
        roles = user.roles();
        groups = user.groups();
        requiredActions = user.requiredActions();
        password = user.password();
        createdAt = user.createdAt();
        lastAuthenticatedAt = user.lastAuthenticatedAt();
    }

    void apply(UserChange change) {
        if (change instanceof UserChange.SetEnabled set) {
            enabled = set.enabled();
        } else if (change instanceof UserChange.SetEmail set) {
            email = set.email();
            emailKey = set.emailKey();
        } else if (change instanceof UserChange.SetEmailVerified set) {
            emailVerified = set.verified();
        } else if (change instanceof UserChange.SetFirstName set) {
            firstName = set.name();
        } else if (change instanceof UserChange.SetLastName set) {
            lastName = set.name();
        } else if (change instanceof UserChange.SetAttributes set) {
            attributes = set.attributes();
        } else if (change instanceof UserChange.SetRoles set) {
            roles = set.roles();
        } else if (change instanceof UserChange.SetGroups set) {
            groups = set.groups();
        } else if (change instanceof UserChange.SetRequiredActions set) {
            requiredActions = set.actions();
        } else if (change instanceof UserChange.SetPassword set) {
            password = set.password();
        } else if (change instanceof UserChange.SetCreatedAt set) {
            createdAt = set.time();
        } else if (change instanceof UserChange.SetLastAuthenticatedAt set) {
            lastAuthenticatedAt = Optional.of(set.time());
        } else {
            throw new IllegalStateException("No field for " + change.getClass().getSimpleName());
        }
    }

    User toUser() {
        return new User(
                original.id(),
                original.type(),
                enabled,
                original.identities(),
                emailKey,
                email,
                emailVerified,
                firstName,
                lastName,
                attributes,
                roles,
                groups,
                requiredActions,
                password,
                createdAt,
                lastAuthenticatedAt);
    }
}
