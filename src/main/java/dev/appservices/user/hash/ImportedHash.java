package dev.appservices.user.hash;

/** A hash that Keycloak has no check for. It is within all {@linkplain HashCaps caps}. */
public sealed interface ImportedHash permits BcryptHash, ScryptHash, Argon2Hash {
    /** In constant time for a given length of the password. */
    boolean matches(String raw);

    /** The algorithm in one word; it names the provider that checks hashes of this kind. */
    String kind();

    /** The cost in short, for metrics. */
    String strength();
}
