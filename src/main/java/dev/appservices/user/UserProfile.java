package dev.appservices.user;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import dev.appservices.app.App;
import dev.appservices.app.ProviderType;

/**
 * The answer of {@code GET /auth/profile}. Identities of types that SDKs do not know are left out, and metadata that
 * realm-core reads as strings is left out unless it is a string: both would end a native client's process.
 */
@JsonPropertyOrder({"user_id", "domain_id", "type", "identities", "data"})
public record UserProfile(
        @JsonProperty("user_id") String userId,
        @JsonProperty("domain_id") String domainId,
        @JsonProperty("type") String type,
        @JsonProperty("identities") List<ProfileIdentity> identities,
        @JsonProperty("data") Map<String, Object> data) {
    private static final List<String> TEXT_FIELDS = List.of(
            "name",
            "email",
            "picture",
            "picture_url",
            "first_name",
            "last_name",
            "gender",
            "birthday",
            "min_age",
            "max_age");

    /** One element of {@code identities}. */
    @JsonPropertyOrder({"id", "provider_type", "provider_id", "data"})
    public record ProfileIdentity(
            @JsonProperty("id") String id,
            @JsonProperty("provider_type") String providerType,
            @JsonProperty("provider_id") String providerId,
            @JsonProperty("data") Map<String, Object> data) {}

    public static UserProfile of(User user, App app) {
        List<ProfileIdentity> identities = user.identities().stream()
                .flatMap(identity -> ProviderType.ofWireName(identity.providerType()).stream()
                        .map(type -> new ProfileIdentity(
                                identity.id(), type.wireName(), app.providerId(type), readable(identity.data()))))
                .toList();
        return new UserProfile(user.id().hex(), app.domainId(), user.type(), identities, merged(identities));
    }

    /** The union of all metadata: a later identity wins, but never over a value of the first one. */
    private static Map<String, Object> merged(List<ProfileIdentity> identities) {
        Map<String, Object> data = new LinkedHashMap<>();
        identities.forEach(identity -> data.putAll(identity.data()));
        if (!identities.isEmpty()) {
            data.putAll(identities.get(0).data());
        }
        return data;
    }

    private static Map<String, Object> readable(Map<String, Object> data) {
        return data.entrySet().stream()
                .filter(field -> !TEXT_FIELDS.contains(field.getKey()) || field.getValue() instanceof String)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, LinkedHashMap::new));
    }
}
