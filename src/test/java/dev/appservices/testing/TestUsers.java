package dev.appservices.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.appservices.user.ApiKey;
import dev.appservices.user.Credential;
import dev.appservices.user.Identity;
import dev.appservices.user.Password;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserDevice;
import dev.appservices.user.UserId;

/** Users as tests need them. */
public final class TestUsers {
    public static final Instant CREATED = Instant.parse("2026-03-04T05:06:07.089Z");

    private TestUsers() {}

    /** The id that ends in this number. */
    public static UserId id(int number) {
        return new UserId(String.format("%024x", number));
    }

    public static Password password(String hash) {
        return new Password("argon2", 5, Map.of("memory", "7168", "type", "id"), hash, "c2FsdA==", CREATED);
    }

    public static Credential credential(String id) {
        return new Credential(id, "otp", Optional.of("My " + id), "{\"value\":\"secret\"}", "{\"digits\":6}", CREATED);
    }

    /** An anonymous user. */
    public static User anonymous(int number) {
        return User.withIdentity(id(number), new Identity("anon-user", "anon-" + number, Map.of()), CREATED);
    }

    /** A user of {@code local-userpass} with this address. */
    public static User withEmail(int number, String email) {
        Identity identity = new Identity("local-userpass", "password-" + number, Map.of("email", email));
        return User.withIdentity(id(number), identity, CREATED)
                .with(
                        new UserChange.SetEmail(Optional.of(email), Optional.of(email)),
                        new UserChange.SetPassword(Optional.of(password("hash-" + number))));
    }

    /** A user with a value in every field. */
    public static User full(int number) {
        return new User(
                id(number),
                "server",
                false,
                List.of(
                        new Identity("local-userpass", "password-" + number, Map.of("email", "full@example.org")),
                        new Identity(
                                "custom-token",
                                "token-" + number,
                                Map.of("name", "Full", "age", 7),
                                Optional.of("full of " + number),
                                Optional.of("issued by another"))),
                Optional.of("name-" + number),
                Optional.of("Full@example.org"),
                Optional.of("full@example.org"),
                true,
                Optional.of("First"),
                Optional.of("Last"),
                Map.of("dotted.$name", List.of("one", "two"), "other", List.of("three")),
                Set.of("role-1", "role-2"),
                Set.of("group-1"),
                Set.of("UPDATE_PASSWORD"),
                Optional.of(oldPassword(password("hash"))),
                Map.of("otp-1", credential("otp-1")),
                List.of("otp-1", "password"),
                1_700_000_000,
                Map.of(id(77).hex(), new UserDevice(id(77).hex(), Map.of("platform", "Node.js"), CREATED)),
                List.of(new ApiKey(
                        id(88 + number).hex(),
                        "key-" + number,
                        "hash-of-" + number,
                        false,
                        CREATED,
                        Optional.of(number))),
                CREATED,
                Optional.of(CREATED.plusSeconds(60)));
    }

    /** The same hash as one that the user has had for a day, under a label. */
    public static Password oldPassword(Password password) {
        return new Password(
                password.algorithm(),
                password.iterations(),
                password.parameters(),
                password.hash(),
                password.salt(),
                password.createdAt().minus(Duration.ofDays(1)),
                Optional.of("My password"));
    }

    /** The same user with these identities and no others. */
    public static User withIdentities(User user, List<Identity> identities) {
        return with(user, identities, user.emailKey(), user.apiKeys());
    }

    /** The same user with these API keys and no others. */
    public static User withApiKeys(User user, List<ApiKey> apiKeys) {
        return with(user, user.identities(), user.emailKey(), apiKeys);
    }

    /** The same user with this key and the same address. */
    public static User withEmailKey(User user, Optional<String> emailKey) {
        return with(user, user.identities(), emailKey, user.apiKeys());
    }

    private static User with(User user, List<Identity> identities, Optional<String> emailKey, List<ApiKey> apiKeys) {
        return new User(
                user.id(),
                user.type(),
                user.enabled(),
                identities,
                user.username(),
                emailKey,
                user.email(),
                user.emailVerified(),
                user.firstName(),
                user.lastName(),
                user.attributes(),
                user.roles(),
                user.groups(),
                user.requiredActions(),
                user.password(),
                user.credentials(),
                user.credentialOrder(),
                user.notBefore(),
                user.devices(),
                apiKeys,
                user.createdAt(),
                user.lastAuthenticatedAt());
    }
}
