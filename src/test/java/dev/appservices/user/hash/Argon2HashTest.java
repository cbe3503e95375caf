package dev.appservices.user.hash;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.appservices.user.hash.Hashes.matches;
import static dev.appservices.user.hash.Hashes.refusal;
import static dev.appservices.user.hash.Hashes.text;
import static org.assertj.core.api.Assertions.assertThat;

/** The vectors are those of the reference implementation, src/test.c; RFC 9106's have a secret, which no text has. */
final class Argon2HashTest {
    private static final String SALT_AND_HASH = "$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA",
                "$argon2i$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ",
                "$argon2i$v=16$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ",
            })
    void matchesWhenPublishedVectorThenTrueForItsPasswordAlone(String hash) {
        assertThat(matches("password", text("argon2", hash))).isTrue();
        assertThat(matches("differentpassword", text("argon2", hash))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m=262145,t=1,p=1|hash is 262145, not 8 to 262144",
                "m=4294967296,t=1,p=1|hash is 4294967296, not 8 to 262144",
                "m=99999999999999999999,t=1,p=1|hash is not a whole number",
                "m=262144,t=9,p=1|hash is 9, not 1 to 8",
                "m=8,t=262145,p=1|hash is 262145, not 1 to 262144",
                "m=256,t=0,p=1|hash is 0, not 1 to 8192",
                "m=256,t=2,p=17|hash is 17, not 1 to 16",
                "m=256,t=2,p=0|hash is 0, not 1 to 16",
                "m=15,t=2,p=2|hash is 15, not 16 to 262144",
            })
    void formWhenCostIsOutsideTheCapsThenRefused(String cost, String refusal) {
        assertThat(refusal(text("argon2", "$argon2id$v=19$" + cost + SALT_AND_HASH)))
                .isEqualTo(refusal);
    }

    @Test
    void formWhenAtTheCapsThenAccepted() {
        assertThat(HashForm.of(text("argon2", "$argon2id$v=19$m=262144,t=8,p=16" + SALT_AND_HASH)))
                .isInstanceOf(HashForm.Imported.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$",
                "$argon2id",
                "$argon2$v=19$m=256,t=2,p=1" + SALT_AND_HASH,
                "$argon2id$v=18$m=256,t=2,p=1" + SALT_AND_HASH,
                "$argon2id$v=19$t=2,m=256,p=1" + SALT_AND_HASH,
                "$argon2id$v=19$m=256,t=2,p=1,keyid=a" + SALT_AND_HASH,
                "$argon2id$v=19$m=256,t=-2,p=1" + SALT_AND_HASH,
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ",
                "$argon2id$v=19$m=256,t=2,p=1" + SALT_AND_HASH + "$",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            })
    void formWhenTextIsMalformedThenRefused(String hash) {
        assertThat(refusal(text("argon2", hash))).startsWith("hash is not an Argon2 text");
    }

    @Test
    void formWhenHashIsShortThenRefused() {
        assertThat(refusal(text("argon2", "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65")))
                .isEqualTo("hash has 3 bytes, not 16 to 128");
        assertThat(refusal(text("argon2", "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65E")))
                .isEqualTo("hash is not Base64");
    }

    @Test
    void strengthWhenAskedThenTheCost() {
        HashForm form = HashForm.of(text("argon2", "$argon2id$v=19$m=256,t=2,p=1" + SALT_AND_HASH));

        assertThat(((HashForm.Imported) form).hash().strength()).isEqualTo("argon2id[m=256,t=2,p=1]");
    }
}
