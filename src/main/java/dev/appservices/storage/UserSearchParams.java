package dev.appservices.storage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.keycloak.models.UserModel;

import dev.appservices.user.UserSearch;

/** The parameters of Keycloak's user search, which arrive as one map of names and texts. */
final class UserSearchParams {
    private static final Set<String> KNOWN = Set.of(
            UserModel.SEARCH,
            UserModel.USERNAME,
            UserModel.EMAIL,
            UserModel.FIRST_NAME,
            UserModel.LAST_NAME,
            UserModel.ENABLED,
            UserModel.EMAIL_VERIFIED,
            UserModel.EXACT,
            UserModel.INCLUDE_SERVICE_ACCOUNT,
            UserModel.GROUPS);

    private UserSearchParams() {}

    static UserSearch toSearch(Map<String, String> params) {
        Map<String, String> attributes = new LinkedHashMap<>(params);
        attributes.keySet().removeAll(KNOWN);
        return new UserSearch(
                text(params, UserModel.SEARCH),
                text(params, UserModel.USERNAME),
                text(params, UserModel.EMAIL),
                text(params, UserModel.FIRST_NAME),
                text(params, UserModel.LAST_NAME),
                text(params, UserModel.ENABLED).map(Boolean::parseBoolean),
                text(params, UserModel.EMAIL_VERIFIED).map(Boolean::parseBoolean),
                Optional.empty(),
                Optional.empty(),
                attributes,
                Boolean.parseBoolean(params.get(UserModel.EXACT)));
    }

    private static Optional<String> text(Map<String, String> params, String name) {
        return Optional.ofNullable(params.get(name)).map(String::trim).filter(text -> !text.isEmpty());
    }
}
