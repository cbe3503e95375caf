package dev.appservices.user;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A user as the directory holds it at one moment.
 *
 * @param type {@code normal} or {@code server}
 * @param username a name of its own, in lower case; without one the id is the name
 * @param emailKey the address by which e-mail/password finds this user
 * @param email the address shown in Keycloak, usually the same
 * @param attributes attributes set by operators or applications in Keycloak
 * @param roles ids of Keycloak roles beside the realm's default role
 * @param groups ids of Keycloak groups
 * @param credentials all but the password, by id
 * @param credentialOrder ids of credentials, the preferred one first; those that are missing come last
 * @param notBefore tokens issued before this second are void; 0: none are
 * @param devices by id, {@link UserDevice#MOST} at the most
 * @param apiKeys in the order of their creation
 * @param lastAuthenticatedAt the last login or, no more than a day older, the last use of a session
 */
public record User(
        UserId id,
        String type,
        boolean enabled,
        List<Identity> identities,
        Optional<String> username,
        Optional<String> emailKey,
        Optional<String> email,
        boolean emailVerified,
        Optional<String> firstName,
        Optional<String> lastName,
        Map<String, List<String>> attributes,
        Set<String> roles,
        Set<String> groups,
        Set<String> requiredActions,
        Optional<Password> password,
        Map<String, Credential> credentials,
        List<String> credentialOrder,
        int notBefore,
        Map<String, UserDevice> devices,
        List<ApiKey> apiKeys,
        Instant createdAt,
        Optional<Instant> lastAuthenticatedAt) {
    public static final String TYPE_NORMAL = "normal";

    /** The user behind an API key of the app. */
    public static final String TYPE_SERVER = "server";

    public User {
        identities = List.copyOf(identities);
        attributes = Map.copyOf(attributes);
        roles = Set.copyOf(roles);
        groups = Set.copyOf(groups);
        requiredActions = Set.copyOf(requiredActions);
        credentials = Map.copyOf(credentials);
        credentialOrder = List.copyOf(credentialOrder);
        devices = Map.copyOf(devices);
        apiKeys = List.copyOf(apiKeys);
    }

    /** A user who has just come into being by one identity, which is not proof of an address. */
    public static User withIdentity(UserId id, Identity identity, Instant now) {
        return of(id, TYPE_NORMAL, identity, List.of(), now);
    }

    /** The user behind an API key of the app. */
    public static User ofServerKey(UserId id, Identity identity, ApiKey key) {
        return of(id, TYPE_SERVER, identity, List.of(key), key.createdAt());
    }

    private static User of(UserId id, String type, Identity identity, List<ApiKey> apiKeys, Instant now) {
        return new User(
                id,
                type,
                true,
                List.of(identity),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Map.of(),
                List.of(),
                0,
                Map.of(),
                apiKeys,
                now,
                Optional.empty());
    }

    /** The same user after these changes. */
    public User with(UserChange... changes) {
        return with(List.of(changes));
    }

    /** The same user after these changes. */
    public User with(List<UserChange> changes) {
        UserFields fields = new UserFields(this);
        changes.forEach(fields::apply);
        return fields.toUser();
    }

    /** The same user with one more identity, the last one; nothing else changes. */
    public User with(Identity identity) {
        return withIdentities(Stream.concat(identities.stream(), Stream.of(identity)));
    }

    /** The same user without an identity; nothing else changes. */
    public User without(Identity identity) {
        return withIdentities(identities.stream().filter(own -> !own.isSameAs(identity)));
    }

    private User withIdentities(Stream<Identity> all) {
        UserFields fields = new UserFields(this);
        fields.setIdentities(all.toList());
        return fields.toUser();
    }

    public Optional<Identity> identity(String providerType) {
        return identities.stream()
                .filter(identity -> identity.providerType().equals(providerType))
                .findFirst();
    }

    public boolean isServer() {
        return type.equals(TYPE_SERVER);
    }

    /** The key with this id. */
    public Optional<ApiKey> apiKey(String keyId) {
        return apiKeys.stream().filter(key -> key.id().equals(keyId)).findFirst();
    }

    /** The name that Keycloak shows. */
    public String displayedUsername() {
        return username.orElse(id.hex());
    }

    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
