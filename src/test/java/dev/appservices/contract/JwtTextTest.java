package dev.appservices.contract;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JwtTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"{\"exp\":2,\"iat\":1}", "{\"exp\":2,\"iat\":1,\"user_data\":{}}"})
    void claimsThatSdksCanRead(String claims) {
        assertThat(JwtText.isReadableBySdks(token(claims))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"exp\":2}",
                "{\"iat\":1}",
                "{\"exp\":2.0,\"iat\":1}",
                "{\"exp\":\"2\",\"iat\":1}",
                "{\"exp\":2,\"iat\":1,\"user_data\":null}",
                "{\"exp\":2,\"iat\":1,\"user_data\":[]}",
                "[]",
                "text"
            })
    void claimsThatSdksCannotRead(String claims) {
        assertThat(JwtText.isReadableBySdks(token(claims))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "e30.e30", "e30.e30.e30", "e30.e30.e30.e30", "a b.c d.e f"})
    void textsThatAreNoTokens(String text) {
        assertThat(JwtText.isReadableBySdks(text)).isFalse();
    }

    @Test
    void aTokenNeedsASignature() {
        assertThat(JwtText.isReadableBySdks(JwtText.forge("unsigned", JwtText.foreign(1))))
                .isFalse();
    }

    @Test
    void forgeriesDifferFromTheTokenAndFromEachOther() {
        String token = JwtText.foreign(1);
        Set<String> all = new HashSet<>();
        all.add(token);

        all.add(JwtText.forge("resigned", token));
        all.add(JwtText.forge("unsigned", token));
        all.add(JwtText.forge("headless", token));
        all.add(JwtText.forge("hmac", token));
        all.add(JwtText.forge("otherSubject", token.replace(part(token, 1), payload("{\"sub\":\"me\"}"))));

        assertThat(all).hasSize(6);
    }

    @Test
    void aForgeryThatNobodyKnowsIsAMistake() {
        assertThatThrownBy(() -> JwtText.forge("other", JwtText.foreign(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String token(String claims) {
        return "e30." + payload(claims) + ".c2ln";
    }

    private static String part(String token, int index) {
        return token.split("\\.", -1)[index];
    }

    private static String payload(String claims) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    }
}
