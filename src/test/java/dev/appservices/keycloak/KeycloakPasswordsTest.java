package dev.appservices.keycloak;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.appservices.user.Password;
import dev.appservices.user.UserId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class KeycloakPasswordsTest {
    private static final UserId USER = UserId.random();
    private static final Password BCRYPT =
            text("bcrypt", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW");

    private final HashingSession hashing = new HashingSession();
    private final KeycloakPasswords passwords = hashing.passwords();

    /** RFC 6070, RFC 7914 section 11, and SHA-512 with keys of other lengths than Keycloak's by Python's hashlib. */
    @ParameterizedTest
    @CsvSource({
        "pbkdf2, 1, password, salt, 0c60c80f961f0e71f3a9b524af6012062fe037a6",
        "pbkdf2-sha1, 4096, password, salt, 4b007901b765489abead49d926f721d065a429c1",
        "pbkdf2-sha1, 4096, passwordPASSWORDpassword, saltSALTsaltSALTsaltSALTsaltSALTsalt,"
                + " 3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038",
        "pbkdf2-sha1, 4096, pass\0word, sa\0lt, 56fa6aa75548099dcc37d7f03425e0c3",
        "pbkdf2-sha256, 1, passwd, salt, 55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
                + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783",
        "pbkdf2-sha512, 1000, pässwörd, salt, 2dc4653366e508dafd98645ae5cb74e78692ce4b5cc0c0c7a9b32294505808f0",
        "pbkdf2-sha512, 1000, pässwörd, salt,"
                + " 2dc4653366e508dafd98645ae5cb74e78692ce4b5cc0c0c7a9b32294505808f0"
                + "e16a8b9853f60b9ba07ab0c680998331376002aceb17849a5aab6be5671ef7bf",
    })
    void matchesWhenPbkdf2OfAnyKeyLengthThenTrueForItsPasswordAlone(
            String algorithm, int iterations, String raw, String salt, String hash) {
        Password stored = pbkdf2(algorithm, iterations, salt, hash);

        assertThat(passwords.matches(USER, raw, stored)).isTrue();
        assertThat(passwords.matches(USER, raw + "x", stored)).isFalse();
        assertThat(passwords.isOutdated(stored)).isTrue();
        assertThat(hashing.encoded).hasValue(0);
    }

    /** The vector of RFC 6070 that takes longest. */
    @Test
    void matchesWhenPbkdf2IsOverTheCapThenFalseAfterAPretendedCheck() {
        Password stored = pbkdf2("pbkdf2-sha1", 16_777_216, "salt", "eefe3d61cd4da4e4e9945b3d6ba2158c2634e984");

        assertThat(passwords.matches(USER, "password", stored)).isFalse();
        assertThat(hashing.encoded).hasValue(1);
    }

    @Test
    void matchesWhenImportedThenTrueForItsPasswordAloneAndOutdated() {
        assertThat(passwords.matches(USER, "U*U", BCRYPT)).isTrue();
        assertThat(passwords.matches(USER, "u*u", BCRYPT)).isFalse();
        assertThat(passwords.isOutdated(BCRYPT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"md5", "", "app-services-bcrypt", "bcrypt"})
    void matchesWhenAlgorithmIsUnknownOrHashMalformedThenFalseAfterAPretendedCheck(String algorithm) {
        assertThat(passwords.matches(USER, "password", text(algorithm, "5f4dcc3b5aa765d61d8327deb882cf99")))
                .isFalse();
        assertThat(hashing.encoded).hasValue(1);
    }

    /** An empty text and half of a surrogate pair are texts that key derivations throw at. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a\uD800"})
    void matchesWhenTextCannotBeHashedThenFalseAfterAPretendedCheck(String raw) {
        Password stored = pbkdf2("pbkdf2", 1, "salt", "0c60c80f961f0e71f3a9b524af6012062fe037a6");

        assertThat(passwords.matches(USER, raw, stored)).isFalse();
        assertThat(hashing.encoded).hasValue(1);
    }

    @Test
    void hashWhenMadeThenItMatchesAndIsNotOutdated() {
        Password made = passwords.hash("secret");

        assertThat(made.algorithm()).isEqualTo("pbkdf2-sha512");
        assertThat(made.iterations()).isEqualTo(HashingSession.DEFAULT_ITERATIONS);
        assertThat(made.createdAt()).isAfter(Instant.EPOCH);
        assertThat(passwords.matches(USER, "secret", made)).isTrue();
        assertThat(passwords.isOutdated(made)).isFalse();
    }

    /** Otherwise users would register, and never log in. */
    @Test
    void hashWhenPolicyCostsMoreThanACapThenError() {
        KeycloakPasswords costly = new HashingSession(10_000_001).passwords();

        assertThatThrownBy(() -> costly.hash("secret"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("password.iterations is 10000001, not 1 to 10000000");
    }

    private static Password text(String algorithm, String hash) {
        return new Password(algorithm, 0, Map.of(), hash, "", Instant.EPOCH);
    }

    private static Password pbkdf2(String algorithm, int iterations, String salt, String hexHash) {
        Base64.Encoder base64 = Base64.getEncoder();
        return new Password(
                algorithm,
                iterations,
                Map.of(),
                base64.encodeToString(HexFormat.of().parseHex(hexHash)),
                base64.encodeToString(salt.getBytes(StandardCharsets.UTF_8)),
                Instant.EPOCH);
    }
}
