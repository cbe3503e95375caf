package dev.appservices.user.hash;

import dev.appservices.user.Password;

/**
 * What the field {@code password} of a document is, by its {@code algorithm}.
 *
 * <table>
 * <caption>Forms that are understood. Base64 may be of either alphabet, with or without padding.</caption>
 * <tr><th>{@code algorithm}</th><th>form</th></tr>
 * <tr><td>{@code bcrypt}</td><td>{@code hash}: {@code $2a$}, {@code $2b$} or {@code $2y$}, cost, salt and hash, 60
 *   characters</td></tr>
 * <tr><td>{@code scrypt}</td><td>{@code hash} and {@code salt} in Base64; {@code parameters}: {@code N} (or {@code cost}
 *   for the same number, or {@code ln} for its binary logarithm), {@code r}, {@code p}</td></tr>
 * <tr><td>{@code argon2}</td><td>{@code hash}: {@code $argon2id$v=19$m=65536,t=3,p=4$salt$hash}; also {@code argon2i},
 *   {@code argon2d}, {@code v=16}, and no {@code v} for version 16</td></tr>
 * <tr><td>{@code argon2}</td><td>Keycloak's: {@code hash} and {@code salt} in Base64, {@code iterations};
 *   {@code parameters}: {@code type} ({@code id}, {@code i}, {@code d}), {@code memory} in KiB, {@code parallelism};
 *   {@code version} ({@code 1.3} if missing, or {@code 1.0}), {@code hashLength} (if given: that of the hash)</td></tr>
 * <tr><td>{@code pbkdf2-sha512}, {@code pbkdf2-sha256}, {@code pbkdf2-sha1} or {@code pbkdf2}</td><td>Keycloak's:
 *   {@code hash} and {@code salt} in Base64, {@code iterations}; the length of the hash is that of the key, and need not
 *   be the one that Keycloak makes</td></tr>
 * <tr><td>any other</td><td>left to the provider of this id, if another extension brings one</td></tr>
 * </table>
 *
 * <p>Hashes have 16 to 128 bytes, salts 1 to 1024; the cost is within {@link HashCaps}. Firebase's variant of scrypt is
 * not among them: each check needs the signer key of the Firebase project, a secret that has no place in the documents of
 * users.
 */
public sealed interface HashForm {
    /** What ids of our own providers begin with. */
    String OWN_PREFIX = "app-services-";

    /**
     * To be checked here.
     *
     * @param password as given, with its salt in plain Base64
     */
    record Imported(Password password, ImportedHash hash) implements HashForm {}

    /** To be checked by the provider that the algorithm names, which understands this spelling of it. */
    record Provided(Password password) implements HashForm {}

    /**
     * Not to be checked at all.
     *
     * @param field in the document of the password
     * @param reason continues the sentence that the name of the field begins; without hash or salt
     */
    record Refused(String field, String reason) implements HashForm {}

    static HashForm of(Password password) {
        try {
            return read(new HashFields(password));
        } catch (UnusableHashException e) {
            return e.refused();
        }
    }

    private static HashForm read(HashFields fields) throws UnusableHashException {
        Password password = fields.password();
        return switch (password.algorithm()) {
            case "bcrypt" -> new Imported(fields.spelled(new byte[0]), BcryptHash.read(fields));
            case "scrypt" -> new Imported(fields.spelled(fields.salt()), ScryptHash.read(fields));
            case "argon2" ->
                password.hash().startsWith("$")
                        ? new Imported(fields.spelled(new byte[0]), Argon2Hash.read(fields))
                        : new Provided(KeycloakHashes.argon2(fields));
            case "pbkdf2", "pbkdf2-sha1" -> new Provided(KeycloakHashes.pbkdf2(fields, "pbkdf2", 20));
            case "pbkdf2-sha256" -> new Provided(KeycloakHashes.pbkdf2(fields, password.algorithm(), 32));
            case "pbkdf2-sha512" -> new Provided(KeycloakHashes.pbkdf2(fields, password.algorithm(), 64));
            default -> other(fields);
        };
    }

    private static HashForm other(HashFields fields) throws UnusableHashException {
        Password password = fields.password();
        if (password.algorithm().isBlank()) {
            return new Refused("algorithm", "is missing");
        }
        if (password.algorithm().startsWith(OWN_PREFIX)) {
            return new Refused("algorithm", "is a name that documents do not use");
        }
        return new Provided(KeycloakHashes.other(fields));
    }
}
