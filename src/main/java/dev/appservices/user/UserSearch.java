package dev.appservices.user;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What operators look for: every condition must hold. Texts are compared in lower case. */
public record UserSearch(List<Condition> conditions) {
    public static final UserSearch ALL = new UserSearch(List.of());

    public UserSearch {
        conditions = List.copyOf(conditions);
    }

    public static UserSearch of(Condition... conditions) {
        return new UserSearch(List.of(conditions));
    }

    /** Both searches together. */
    public UserSearch and(UserSearch other) {
        List<Condition> all = new ArrayList<>(conditions);
        all.addAll(other.conditions);
        return new UserSearch(all);
    }

    /** A text field of a user. */
    public enum Field {
        USERNAME,
        EMAIL,
        FIRST_NAME,
        LAST_NAME
    }

    /** One thing that must be true of a user. */
    public sealed interface Condition {}

    /** The user with this id, or any user with this text in one of the four fields. */
    public record AnyText(TextPattern pattern) implements Condition {}

    public record FieldText(Field field, TextPattern pattern) implements Condition {}

    /** An attribute with this name has a value like this. */
    public record Attribute(String name, TextPattern pattern) implements Condition {}

    public record Enabled(boolean value) implements Condition {}

    public record EmailVerified(boolean value) implements Condition {}

    public record OfType(String type) implements Condition {}

    /** An identity of this type, and with this id where one is given, or with this id and of any type. */
    public record HasIdentity(Optional<String> providerType, Optional<String> identityId) implements Condition {}

    public record HasRole(String roleId) implements Condition {}

    public record LacksRole(String roleId) implements Condition {}

    /** A member of at least one of these groups. */
    public record InGroups(Set<String> groupIds) implements Condition {
        public InGroups {
            groupIds = Set.copyOf(groupIds);
        }
    }

    public record CreatedFrom(Instant time) implements Condition {}

    public record CreatedUntil(Instant time) implements Condition {}
}
