package dev.appservices.user;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.appservices.user.UserSearch.AnyText;
import dev.appservices.user.UserSearch.Attribute;
import dev.appservices.user.UserSearch.Condition;
import dev.appservices.user.UserSearch.EmailVerified;
import dev.appservices.user.UserSearch.Enabled;
import dev.appservices.user.UserSearch.Field;
import dev.appservices.user.UserSearch.FieldText;

/** Searches with one kind of condition. */
final class Searches {
    private Searches() {}

    /** Every word as the search field of the admin console takes it. */
    static UserSearch text(String words) {
        List<Condition> conditions = Stream.of(words.trim().split("\\s+", -1))
                .<Condition>map(word -> new AnyText(TextPattern.word(word)))
                .toList();
        return new UserSearch(conditions);
    }

    static UserSearch username(String name, boolean exact) {
        return field(Field.USERNAME, name, exact);
    }

    static UserSearch email(String email, boolean exact) {
        return field(Field.EMAIL, email, exact);
    }

    static UserSearch firstName(String name, boolean exact) {
        return field(Field.FIRST_NAME, name, exact);
    }

    static UserSearch lastName(String name, boolean exact) {
        return field(Field.LAST_NAME, name, exact);
    }

    static UserSearch enabled(boolean enabled) {
        return UserSearch.of(new Enabled(enabled));
    }

    static UserSearch emailVerified(boolean verified) {
        return UserSearch.of(new EmailVerified(verified));
    }

    static UserSearch attributes(Map<String, String> attributes) {
        List<Condition> conditions = attributes.entrySet().stream()
                .<Condition>map(entry -> new Attribute(entry.getKey(), TextPattern.exact(entry.getValue())))
                .toList();
        return new UserSearch(conditions);
    }

    private static UserSearch field(Field field, String text, boolean exact) {
        return UserSearch.of(new FieldText(field, exact ? TextPattern.exact(text) : TextPattern.contains(text)));
    }
}
