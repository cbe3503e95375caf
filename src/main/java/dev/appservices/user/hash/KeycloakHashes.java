package dev.appservices.user.hash;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.appservices.user.Password;
import dev.appservices.user.hash.Argon2Cost.Part;

/** Hashes in the forms of Keycloak's providers, which take every text on trust: checked, and spelled as they do. */
final class KeycloakHashes {
    private KeycloakHashes() {}

    /** @param blockLength bytes that the underlying hash makes at once */
    static Password pbkdf2(HashFields fields, String algorithm, int blockLength) throws UnusableHashException {
        byte[] hash = fields.hash();
        byte[] salt = fields.salt();
        int blocks = (hash.length + blockLength - 1) / blockLength;
        fields.iterations(HashCaps.MAX_PBKDF2_ITERATIONS / blocks);
        return fields.spelled(algorithm, fields.password().parameters(), hash, salt);
    }

    static Password argon2(HashFields fields) throws UnusableHashException {
        byte[] hash = fields.hash();
        byte[] salt = fields.salt();
        Map<String, String> parameters = new LinkedHashMap<>(fields.password().parameters());
        oneOf(fields, "type", "id|i|d");
        if (fields.has("version")) {
            oneOf(fields, "version", "1\\.3|1\\.0");
        }
        parameters.putIfAbsent("version", "1.3");
        if (fields.has("hashLength")) {
            fields.number("hashLength", hash.length, hash.length);
        }
        parameters.put("hashLength", Integer.toString(hash.length));
        Argon2Cost cost = Argon2Cost.of(
                part(fields, "memory"),
                new Part("iterations", Integer.toString(fields.password().iterations())),
                part(fields, "parallelism"));
        parameters.put("memory", Integer.toString(cost.memory()));
        parameters.put("parallelism", Integer.toString(cost.parallelism()));
        return fields.spelled(fields.password().algorithm(), parameters, hash, salt);
    }

    /** Of a provider that another extension brings: what it makes of the hash is its own business. */
    static Password other(HashFields fields) throws UnusableHashException {
        return fields.spelled(HashFields.base64("salt", fields.password().salt()));
    }

    private static Part part(HashFields fields, String parameter) throws UnusableHashException {
        return new Part("parameters." + parameter, fields.text(parameter));
    }

    private static void oneOf(HashFields fields, String parameter, String known) throws UnusableHashException {
        if (!fields.text(parameter).matches(known)) {
            throw new UnusableHashException("parameters." + parameter, "is not one that Keycloak knows");
        }
    }
}
