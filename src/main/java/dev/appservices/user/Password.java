package dev.appservices.user;

import java.time.Instant;
import java.util.Map;

/**
 * A password hash with the name and the parameters of its algorithm, in the terms of Keycloak's password hashing
 * providers.
 *
 * @param algorithm provider id such as {@code argon2} or {@code pbkdf2-sha512}
 * @param iterations cost in the algorithm's own unit
 * @param parameters further parameters, such as Argon2's {@code memory}
 * @param hash Base64
 * @param salt Base64, empty where the algorithm keeps it in the hash
 */
public record Password(
        String algorithm, int iterations, Map<String, String> parameters, String hash, String salt, Instant createdAt) {
    public Password {
        parameters = Map.copyOf(parameters);
    }

    @Override
    public String toString() {
        return "Password[" + algorithm + ", <hidden>]";
    }
}
