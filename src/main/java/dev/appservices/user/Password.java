package dev.appservices.user;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A password hash with the name and the parameters of its algorithm, in the terms of Keycloak's password hashing
 * providers.
 *
 * @param algorithm provider id such as {@code argon2} or {@code pbkdf2-sha512}
 * @param iterations cost in the algorithm's own unit
 * @param parameters further parameters, such as Argon2's {@code memory}
 * @param hash Base64
 * @param salt Base64, empty where the algorithm keeps it in the hash
 * @param label by which the user tells it from other credentials
 */
public record Password(
        String algorithm,
        int iterations,
        Map<String, String> parameters,
        String hash,
        String salt,
        Instant createdAt,
        Optional<String> label) {
    public Password {
        parameters = Map.copyOf(parameters);
    }

    public Password(
            String algorithm,
            int iterations,
            Map<String, String> parameters,
            String hash,
            String salt,
            Instant createdAt) {
        this(algorithm, iterations, parameters, hash, salt, createdAt, Optional.empty());
    }

    /** The same password under another label. */
    public Password labeled(Optional<String> newLabel) {
        return new Password(algorithm, iterations, parameters, hash, salt, createdAt, newLabel);
    }

    @Override
    public String toString() {
        return "Password[" + algorithm + ", <hidden>]";
    }
}
