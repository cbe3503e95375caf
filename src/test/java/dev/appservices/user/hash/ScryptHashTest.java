package dev.appservices.user.hash;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.appservices.user.Password;

import static dev.appservices.user.hash.Hashes.matches;
import static dev.appservices.user.hash.Hashes.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** The vectors are those of RFC 7914, section 12. */
final class ScryptHashTest {
    private static final String NACL = "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
            + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640";
    private static final String SODIUM_CHLORIDE = "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
            + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887";

    @Test
    void matchesWhenPublishedVectorThenTrueForItsPasswordAlone() {
        Password parallel = nacl(Map.of("N", "1024", "r", "8", "p", "16"));
        Password large =
                Hashes.of("scrypt", 0, Map.of("N", "16384", "r", "8", "p", "1"), SODIUM_CHLORIDE, "SodiumChloride");

        assertThat(matches("password", parallel)).isTrue();
        assertThat(matches("Password", parallel)).isFalse();
        assertThat(matches("pleaseletmein", large)).isTrue();
        assertThat(matches("", large)).isFalse();
    }

    @Test
    void matchesWhenCostIsNamedOtherwiseThenTheSame() {
        assertThat(matches("password", nacl(Map.of("cost", "1024", "r", "8", "p", "16"))))
                .isTrue();
        assertThat(matches("password", nacl(Map.of("ln", "10", "r", "8", "p", "16"))))
                .isTrue();
        assertThat(matches("password", nacl(Map.of("ln", "11", "r", "8", "p", "16"))))
                .isFalse();
    }

    /** A shorter key is the beginning of a longer one. */
    @Test
    void matchesWhenHashIsShorterThenByItsLength() {
        Map<String, String> parameters = Map.of("N", "1024", "r", "8", "p", "16");

        assertThat(matches("password", Hashes.of("scrypt", 0, parameters, NACL.substring(0, 64), "NaCl")))
                .isTrue();
        assertThat(refusal(Hashes.of("scrypt", 0, parameters, NACL.substring(0, 30), "NaCl")))
                .isEqualTo("hash has 15 bytes, not 16 to 128");
    }

    @Test
    void matchesWhenBase64IsForUrlsAndUnpaddedThenTheSame() {
        String url = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(NACL));
        Password password =
                new Password("scrypt", 0, Map.of("N", "1024", "r", "8", "p", "16"), url, "TmFDbA", Instant.EPOCH);

        assertThat(url).containsAnyOf("-", "_").doesNotContain("=");
        assertThat(matches("password", password)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1048576|8|1|parameters.N is 1048576, not 2 to 65536", // The fourth vector: 1 GiB.
                "131072|8|1|parameters.N is 131072, not 2 to 65536",
                "65536|16|1|parameters.N is 65536, not 2 to 32768",
                "65536|1|1|parameters.N is 65536, not 2 to 65535",
                "1000|8|1|parameters.N is 1000, not a power of two",
                "1|8|1|parameters.N is 1, not 2 to 65536",
                "0|8|1|parameters.N is 0, not 2 to 65536",
                "-2|8|1|parameters.N is not a whole number",
                "1024.0|8|1|parameters.N is not a whole number",
                "9999999999999999999|8|1|parameters.N is not a whole number",
                "1024|65|1|parameters.r is 65, not 1 to 64",
                "1024|0|1|parameters.r is 0, not 1 to 64",
                "1024|8|17|parameters.p is 17, not 1 to 16",
                "1024|8|0|parameters.p is 0, not 1 to 16",
            })
    void formWhenParameterIsOutsideTheCapsThenRefused(String n, String r, String p, String refusal) {
        assertThat(refusal(nacl(Map.of("N", n, "r", r, "p", p)))).isEqualTo(refusal);
    }

    @Test
    void formWhenLogarithmIsOutsideTheCapsThenRefused() {
        assertThat(refusal(nacl(Map.of("ln", "17", "r", "8", "p", "1")))).isEqualTo("parameters.ln is 17, not 1 to 16");
        assertThat(refusal(nacl(Map.of("ln", "31", "r", "1", "p", "1")))).isEqualTo("parameters.ln is 31, not 1 to 15");
    }

    @Test
    void formWhenAtTheCapsThenAccepted() {
        assertThat(HashForm.of(nacl(Map.of("N", "65536", "r", "8", "p", "16")))).isInstanceOf(HashForm.Imported.class);
        assertThat(HashForm.of(nacl(Map.of("ln", "16", "r", "8", "p", "1")))).isInstanceOf(HashForm.Imported.class);
    }

    @Test
    void formWhenFieldIsMissingOrNoBase64ThenRefused() {
        Map<String, String> parameters = Map.of("N", "1024", "r", "8", "p", "1");

        assertThat(refusal(nacl(Map.of("r", "8", "p", "1")))).isEqualTo("parameters.N is missing");
        assertThat(refusal(nacl(Map.of("N", "1024", "p", "1")))).isEqualTo("parameters.r is missing");
        assertThat(refusal(nacl(Map.of("N", "1024", "r", "8")))).isEqualTo("parameters.p is missing");
        assertThat(refusal(Hashes.of("scrypt", 0, parameters, NACL, "")))
                .isEqualTo("salt has a salt of 0 bytes, not 1 to 1024");
        assertThat(refusal(new Password("scrypt", 0, parameters, "%%%", "TmFDbA", Instant.EPOCH)))
                .isEqualTo("hash is not Base64");
        assertThat(refusal(new Password("scrypt", 0, parameters, Hashes.base64(NACL), "a", Instant.EPOCH)))
                .isEqualTo("salt is not Base64");
    }

    private static Password nacl(Map<String, String> parameters) {
        return Hashes.of("scrypt", 0, parameters, NACL, "NaCl");
    }
}
