package dev.appservices.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.keycloak.models.UserModel;

import org.jspecify.annotations.Nullable;

import dev.appservices.keycloak.ProfileAttributes;
import dev.appservices.keycloak.SocialIdentities;
import dev.appservices.user.TextPattern;
import dev.appservices.user.UserSearch;
import dev.appservices.user.UserSearch.AnyText;
import dev.appservices.user.UserSearch.Attribute;
import dev.appservices.user.UserSearch.Condition;
import dev.appservices.user.UserSearch.CreatedFrom;
import dev.appservices.user.UserSearch.CreatedUntil;
import dev.appservices.user.UserSearch.EmailVerified;
import dev.appservices.user.UserSearch.Enabled;
import dev.appservices.user.UserSearch.Field;
import dev.appservices.user.UserSearch.FieldText;
import dev.appservices.user.UserSearch.HasIdentity;

/**
 * The parameters of Keycloak's user search, which arrive as one map of names and texts, with the meaning that they have
 * for users in Keycloak's own database.
 */
final class UserSearchParams {
    private static final Set<String> NO_CONDITION = Set.of(
            UserModel.EXACT,
            UserModel.INCLUDE_SERVICE_ACCOUNT,
            UserModel.GROUPS,
            UserModel.IDP_ALIAS,
            UserModel.IDP_USER_ID);

    private static final Map<String, Field> FIELDS = Map.of(
            UserModel.USERNAME, Field.USERNAME,
            UserModel.EMAIL, Field.EMAIL,
            UserModel.FIRST_NAME, Field.FIRST_NAME,
            UserModel.LAST_NAME, Field.LAST_NAME);

    private static final Map<String, Function<String, Condition>> CONDITIONS = Map.of(
            UserModel.ENABLED, text -> new Enabled(Boolean.parseBoolean(text)),
            UserModel.EMAIL_VERIFIED, text -> new EmailVerified(Boolean.parseBoolean(text)),
            UserModel.CREATED_AFTER, text -> new CreatedFrom(time(text)),
            UserModel.CREATED_BEFORE, text -> new CreatedUntil(time(text)));

    private UserSearchParams() {}

    static UserSearch toSearch(Map<String, String> params) {
        List<Condition> conditions = new ArrayList<>();
        String alias = params.get(UserModel.IDP_ALIAS);
        String userId = params.get(UserModel.IDP_USER_ID);
        if (alias != null || userId != null) {
            // One and the same link has both.
            conditions.add(new HasIdentity(
                    Optional.ofNullable(alias).map(SocialIdentities::providerType), Optional.ofNullable(userId)));
        }
        params.forEach((name, value) -> {
            if (value != null && !NO_CONDITION.contains(name)) {
                conditions.addAll(of(name, value, params.get(UserModel.EXACT)));
            }
        });
        return new UserSearch(conditions);
    }

    /** The words of a search field. */
    static UserSearch words(String text) {
        List<Condition> conditions = new ArrayList<>();
        for (String word : text.trim().split("\\s+", -1)) {
            conditions.add(ProfileAttributes.searchWord(word).orElseGet(() -> new AnyText(TextPattern.word(word))));
        }
        return new UserSearch(conditions);
    }

    private static List<Condition> of(String name, String value, @Nullable String exact) {
        if (name.equals(UserModel.SEARCH)) {
            return words(value).conditions();
        }
        Field field = FIELDS.get(name);
        if (field != null) {
            return List.of(new FieldText(field, pattern(value, Boolean.parseBoolean(exact))));
        }
        Function<String, Condition> condition = CONDITIONS.get(name);
        if (condition != null) {
            return List.of(condition.apply(value));
        }
        // Keycloak compares attributes exactly unless it is told otherwise.
        return ProfileAttributes.search(name, value)
                .map(List::of)
                .orElseGet(() ->
                        List.of(new Attribute(name, pattern(value, exact == null || Boolean.parseBoolean(exact)))));
    }

    private static TextPattern pattern(String value, boolean exact) {
        return exact ? TextPattern.exact(value) : TextPattern.like(value);
    }

    private static Instant time(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
