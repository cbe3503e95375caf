package dev.appservices.user.hash;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.appservices.user.Password;

import static dev.appservices.user.hash.Hashes.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Which hashes are left to Keycloak's providers, in which spelling, and which are not. */
final class HashFormTest {
    private static final String HASH_64 = "ab".repeat(64);
    private static final String HASH_32 = "ab".repeat(32);
    private static final String HASH_20 = "ab".repeat(20);

    @Test
    void formWhenPbkdf2ThenKeycloaksAlgorithm() {
        assertThat(pbkdf2("pbkdf2", 1, HASH_20).algorithm()).isEqualTo("pbkdf2");
        assertThat(pbkdf2("pbkdf2-sha1", 1, HASH_20).algorithm()).isEqualTo("pbkdf2");
        assertThat(pbkdf2("pbkdf2-sha256", 1, HASH_64).algorithm()).isEqualTo("pbkdf2-sha256");
        assertThat(pbkdf2("pbkdf2-sha512", 1, HASH_32).algorithm()).isEqualTo("pbkdf2-sha512");
    }

    @ParameterizedTest
    @CsvSource({
        "pbkdf2, 20, 10000000",
        "pbkdf2-sha1, 64, 2500000",
        "pbkdf2-sha256, 32, 10000000",
        "pbkdf2-sha256, 33, 5000000",
        "pbkdf2-sha512, 64, 10000000",
        "pbkdf2-sha512, 128, 5000000",
    })
    void formWhenPbkdf2HasMoreIterationsThanTheCapThenRefused(String algorithm, int length, int max) {
        String hash = "ab".repeat(length);

        assertThat(pbkdf2(algorithm, max, hash).iterations()).isEqualTo(max);
        assertThat(refusal(Hashes.of(algorithm, max + 1, Map.of(), hash, "salt")))
                .isEqualTo("iterations is " + (max + 1) + ", not 1 to " + max);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void formWhenPbkdf2HasNoIterationsThenRefused(int iterations) {
        assertThat(refusal(Hashes.of("pbkdf2-sha512", iterations, Map.of(), HASH_64, "salt")))
                .isEqualTo("iterations is " + iterations + ", not 1 to 10000000");
    }

    @Test
    void formWhenPbkdf2HasNoSaltOrNoHashThenRefused() {
        assertThat(refusal(Hashes.of("pbkdf2-sha512", 1, Map.of(), HASH_64, "")))
                .startsWith("salt ");
        assertThat(refusal(Hashes.of("pbkdf2-sha512", 1, Map.of(), "", "salt"))).startsWith("hash has 0 bytes");
        assertThat(refusal(new Password("pbkdf2-sha512", 1, Map.of(), "p$q", "c2FsdA==", Instant.EPOCH)))
                .isEqualTo("hash is not Base64");
    }

    @Test
    void formWhenBase64IsSpelledOtherwiseThenAsKeycloakCompares() {
        String plain = Hashes.base64("fb".repeat(20));
        String url = plain.replace('+', '-').replace('/', '_').replace("=", "");
        assertThat(url).isNotEqualTo(plain);

        HashForm form = HashForm.of(new Password("pbkdf2", 1, Map.of(), url, "c2FsdA", Instant.EPOCH));

        Password spelled = ((HashForm.Provided) form).password();
        assertThat(spelled.hash()).isEqualTo(plain);
        assertThat(spelled.salt()).isEqualTo("c2FsdA==");
    }

    @Test
    void formWhenArgon2OfKeycloakThenUnchanged() {
        Map<String, String> parameters =
                Map.of("type", "id", "version", "1.3", "memory", "7168", "parallelism", "1", "hashLength", "32");
        Password password = Hashes.of("argon2", 5, parameters, HASH_32, "0123456789abcdef");

        assertThat(HashForm.of(password)).isEqualTo(new HashForm.Provided(password));
    }

    @Test
    void formWhenArgon2LacksWhatCanBeToldThenFilledIn() {
        Map<String, String> parameters = Map.of("type", "i", "memory", "07168", "parallelism", "1");

        HashForm form = HashForm.of(Hashes.of("argon2", 5, parameters, HASH_20, "salt"));

        assertThat(((HashForm.Provided) form).password().parameters())
                .isEqualTo(Map.of(
                        "type", "i", "version", "1.3", "memory", "7168", "parallelism", "1", "hashLength", "20"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type|x|parameters.type is not one that Keycloak knows",
                "version|1.2|parameters.version is not one that Keycloak knows",
                "memory|262145|parameters.memory is 262145, not 8 to 262144",
                "memory|1.5|parameters.memory is not a whole number",
                "memory|4|parameters.memory is 4, not 8 to 262144",
                "parallelism|17|parameters.parallelism is 17, not 1 to 16",
                "hashLength|2000000000|parameters.hashLength is 2000000000, not 32 to 32",
            })
    void formWhenArgon2HasAnotherParameterThenRefused(String parameter, String value, String refusal) {
        Map<String, String> parameters =
                new HashMap<>(Map.of("type", "id", "version", "1.3", "memory", "7168", "parallelism", "1"));
        parameters.put(parameter, value);

        assertThat(refusal(Hashes.of("argon2", 5, parameters, HASH_32, "salt"))).isEqualTo(refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "memory", "parallelism"})
    void formWhenArgon2LacksAParameterThenRefused(String parameter) {
        Map<String, String> parameters = new HashMap<>(Map.of("type", "id", "memory", "7168", "parallelism", "1"));
        parameters.remove(parameter);

        assertThat(refusal(Hashes.of("argon2", 5, parameters, HASH_32, "salt")))
                .isEqualTo("parameters." + parameter + " is missing");
    }

    @Test
    void formWhenArgon2HasTooManyIterationsForItsMemoryThenRefused() {
        Map<String, String> parameters = Map.of("type", "id", "memory", "262144", "parallelism", "1");

        assertThat(HashForm.of(Hashes.of("argon2", 8, parameters, HASH_32, "salt")))
                .isInstanceOf(HashForm.Provided.class);
        assertThat(refusal(Hashes.of("argon2", 9, parameters, HASH_32, "salt")))
                .isEqualTo("iterations is 9, not 1 to 8");
        assertThat(refusal(Hashes.of("argon2", -1, parameters, HASH_32, "salt")))
                .isEqualTo("iterations is not a whole number");
    }

    @Test
    void formWhenAlgorithmIsUnknownThenLeftToTheProviderOfItsName() {
        Password password = new Password("sha-crypt", 7, Map.of("a", "b"), "$6$x", "c2FsdA==", Instant.EPOCH);

        assertThat(HashForm.of(password)).isEqualTo(new HashForm.Provided(password));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "app-services-bcrypt", "app-services-refused"})
    void formWhenAlgorithmIsNoNameThenRefused(String algorithm) {
        assertThat(refusal(Hashes.text(algorithm, "x"))).startsWith("algorithm ");
    }

    private static Password pbkdf2(String algorithm, int iterations, String hash) {
        HashForm form = HashForm.of(Hashes.of(algorithm, iterations, Map.of(), hash, "salt"));
        assertThat(form).isInstanceOf(HashForm.Provided.class);
        return ((HashForm.Provided) form).password();
    }
}
