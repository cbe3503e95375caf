package dev.appservices.user.hash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2 in the string of the Password Hashing Competition, as its command and most libraries write it:
 * {@code $argon2id$v=19$m=65536,t=3,p=4$salt$hash}. Without {@code v} it is of version 1.0 (16).
 */
final class Argon2Hash implements ImportedHash {
    static final String KIND = "argon2-phc";

    private static final String FIELD = "hash";
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2(id|i|d)(?:\\$v=(16|19))?\\$m=([0-9]+),t=([0-9]+),p=([0-9]+)\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final Map<String, Integer> TYPES =
            Map.of("d", Argon2Parameters.ARGON2_d, "i", Argon2Parameters.ARGON2_i, "id", Argon2Parameters.ARGON2_id);

    private final byte[] hash;
    private final Argon2Parameters parameters;
    private final String strength;

    private Argon2Hash(byte[] hash, Argon2Parameters parameters, String strength) {
        this.hash = hash;
        this.parameters = parameters;
        this.strength = strength;
    }

    static Argon2Hash read(HashFields fields) throws UnusableHashException {
        Matcher form = FORM.matcher(fields.password().hash());
        if (!form.matches()) {
            throw new UnusableHashException(
                    FIELD, "is not an Argon2 text such as $argon2id$v=19$m=65536,t=3,p=4$..$..");
        }
        Argon2Cost cost = Argon2Cost.of(
                new Argon2Cost.Part(FIELD, form.group(3)),
                new Argon2Cost.Part(FIELD, form.group(4)),
                new Argon2Cost.Part(FIELD, form.group(5)));
        Argon2Parameters parameters = new Argon2Parameters.Builder(TYPES.getOrDefault(form.group(1), -1))
                .withVersion("19".equals(form.group(2)) ? 19 : 16)
                .withMemoryAsKB(cost.memory())
                .withIterations(cost.iterations())
                .withParallelism(cost.parallelism())
                .withSalt(HashFields.salt(FIELD, form.group(6)))
                .build();
        return new Argon2Hash(HashFields.hash(form.group(7)), parameters, "argon2" + form.group(1) + cost);
    }

    @Override
    public boolean matches(String raw) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] made = new byte[hash.length];
        generator.generateBytes(raw.getBytes(StandardCharsets.UTF_8), made);
        return MessageDigest.isEqual(made, hash);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String strength() {
        return strength;
    }
}
