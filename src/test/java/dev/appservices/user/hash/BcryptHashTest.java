package dev.appservices.user.hash;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.appservices.user.hash.Hashes.matches;
import static dev.appservices.user.hash.Hashes.refusal;
import static dev.appservices.user.hash.Hashes.text;
import static org.assertj.core.api.Assertions.assertThat;

final class BcryptHashTest {
    private static final String HASH = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
    private static final String RAW = "U*U";

    /** Of crypt_blowfish, which OpenBSD's implementation is tested with too, and of jBCrypt. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "U*U|$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "U*U*|$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK",
                "U*U*U|$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a",
                "\"\"|$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.",
                "abc|$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "abcdefghijklmnopqrstuvwxyz|$2a$06$.rCVZVOThsIa97pEDOxvGuRRgzG64bvtJ0938xuqzv18d3ZpQhstC",
            })
    void matchesWhenPublishedVectorThenTrueForItsPasswordAlone(String raw, String hash) {
        assertThat(matches(raw, text("bcrypt", hash))).isTrue();
        assertThat(matches(raw + "x", text("bcrypt", hash))).isFalse();
    }

    /** Libraries differ in the letter alone: PHP writes y, OpenBSD and Python b. */
    @ParameterizedTest
    @ValueSource(strings = {"$2b$", "$2y$"})
    void matchesWhenNewerVersionThenTheSame(String version) {
        String hash = HASH.replace("$2a$", version);

        assertThat(matches(RAW, text("bcrypt", hash))).isTrue();
        assertThat(matches("u*u", text("bcrypt", hash))).isFalse();
    }

    /** Of crypt_blowfish. */
    @Test
    void matchesWhenPasswordHasMoreThan72BytesThenTheFirstOnesCount() {
        String hash = "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui";
        String letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

        assertThat(letters).hasSize(72);
        assertThat(matches(letters + "chars after 72 are ignored", text("bcrypt", hash)))
                .isTrue();
        assertThat(matches(letters, text("bcrypt", hash))).isTrue();
        assertThat(matches(letters.substring(1), text("bcrypt", hash))).isFalse();
    }

    /** Two bytes in UTF-8: made by libxcrypt. */
    @Test
    void matchesWhenLettersAreNotAsciiThenUtf8() {
        String hash = "$2b$04$abcdefghijklmnopqrstuuyx2n0Zzopyr9QuYTMCfOJJOj526QVoC";

        assertThat(matches("pässwörd", text("bcrypt", hash))).isTrue();
        assertThat(matches("password", text("bcrypt", hash))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"16", "31", "03", "00", "99"})
    void formWhenCostIsOutsideTheCapsThenRefused(String cost) {
        assertThat(refusal(text("bcrypt", HASH.replace("$05$", "$" + cost + "$"))))
                .isEqualTo("hash has the bcrypt cost " + Integer.parseInt(cost) + ", not 4 to 15");
    }

    @Test
    void formWhenCostIsTheCapThenAccepted() {
        assertThat(HashForm.of(text("bcrypt", HASH.replace("$05$", "$15$")))).isInstanceOf(HashForm.Imported.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$2a$05$",
                "$2x$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeWW",
                "$2a$5$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOe",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeWW",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOe=",
                "$2a$-5$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            })
    void formWhenTextIsMalformedThenRefused(String hash) {
        assertThat(refusal(text("bcrypt", hash))).startsWith("hash is not a bcrypt text");
    }

    @Test
    void strengthWhenAskedThenTheCost() {
        HashForm form = HashForm.of(text("bcrypt", HASH));

        assertThat(((HashForm.Imported) form).hash().strength()).isEqualTo("bcrypt[5]");
    }
}
