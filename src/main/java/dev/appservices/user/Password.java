package dev.appservices.user;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A password hash with the name and the parameters of its algorithm, as in the document of a user. Which forms are
 * understood is told by {@link dev.appservices.user.hash.HashForm}.
 *
 * @param algorithm such as {@code argon2}, {@code pbkdf2-sha512} or {@code bcrypt}
 * @param iterations cost in the algorithm's own unit; 0 where the hash or the parameters have it
 * @param parameters further parameters, such as Argon2's {@code memory}
 * @param hash Base64, or the text that the algorithm defines
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

    /** This hash, made of a password that the user has had all along: its age and its label are those of the old hash. */
    public Password inPlaceOf(Password old) {
        return new Password(algorithm, iterations, parameters, hash, salt, old.createdAt, old.label);
    }

    @Override
    public String toString() {
        return "Password[" + algorithm + ", <hidden>]";
    }
}
