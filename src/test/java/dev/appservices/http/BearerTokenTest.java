package dev.appservices.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class BearerTokenTest {
    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc", "bearer abc", "BEARER   abc", "  Bearer abc  "})
    void ofWhenBearerThenItsToken(String header) {
        assertThat(BearerToken.of(header)).isEqualTo(new BearerToken("abc"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "   "})
    void ofWhenNoHeaderThenMissingAuthReq(@Nullable String header) {
        assertRefused(header, Optional.of(ErrorCode.MISSING_AUTH_REQ), "must authenticate first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearerabc", "Basic abc", "abc", "Beare abc"})
    void ofWhenNoTokenThenErrorWithoutCode(String header) {
        assertRefused(header, Optional.empty(), "expected Authorization header with JWT (Bearer schema)");
    }

    @Test
    void ofWhenAsLongAsAllowedThenTokenAndLongerThenError() {
        String longest = "a".repeat(65_536 - "Bearer ".length());

        assertThat(BearerToken.of("Bearer " + longest)).isEqualTo(new BearerToken(longest));
        assertRefused(
                "Bearer " + longest + "a", Optional.empty(), "expected Authorization header with JWT (Bearer schema)");
    }

    @Test
    void claimedAppWhenInClaimsThenThatText() {
        assertThat(jwt("{\"azp\": \"quickstart-abcde\"}").claimedApp()).contains("quickstart-abcde");
        assertThat(jwt("{\"azp\": \"" + "a".repeat(255) + "\"}").claimedApp()).contains("a".repeat(255));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"azp\": 1}", "{\"azp\": null}", "{\"azp\": \" \"}", "[]", "1", "x", ""})
    void claimedAppWhenClaimsAreOtherwiseThenEmpty(String claims) {
        assertThat(jwt(claims).claimedApp()).isEmpty();
    }

    @Test
    void claimedAppWhenTooLongThenEmpty() {
        assertThat(jwt("{\"azp\": \"" + "a".repeat(256) + "\"}").claimedApp()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "a.b", "a.!!!.c", "a.e30.c.d", "..."})
    void claimedAppWhenNoJwtThenEmpty(String token) {
        assertThat(new BearerToken(token).claimedApp()).isEmpty();
    }

    @Test
    void toStringWhenAnyThenHidden() {
        assertThat(new BearerToken("s3cret")).hasToString("BearerToken[<hidden>]");
    }

    private static BearerToken jwt(String claims) {
        String middle = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return new BearerToken("e30." + middle + ".c2ln");
    }

    private static void assertRefused(@Nullable String header, Optional<ErrorCode> code, String text) {
        assertThatThrownBy(() -> BearerToken.of(header)).isInstanceOfSatisfying(AppServicesException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.status()).isEqualTo(401);
            assertThat(e.publicText()).isEqualTo(text);
        });
    }
}
