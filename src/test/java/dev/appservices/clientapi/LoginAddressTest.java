package dev.appservices.clientapi;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class LoginAddressTest {
    private static final String LOGIN = "/api/client/v2.0/app/app-1/auth/providers/local-userpass/login";

    @ParameterizedTest
    @ValueSource(strings = {LOGIN, "/auth/realms/r/app-services" + LOGIN})
    void isExpectedWhenLoginWithAddressThenYes(String path) {
        assertThat(LoginAddress.isExpected("POST", path)).isTrue();
        assertThat(LoginAddress.isExpected("GET", path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/client/v2.0/app/app-1/auth/providers/anon-user/login",
                "/api/client/v2.0/app/app-1/auth/providers/local-userpass/register",
                "/api/client/v2.0/auth/session",
                "/realms/r/protocol/openid-connect/token",
                LOGIN + "/more"
            })
    void isExpectedWhenAnythingElseThenNo(String path) {
        assertThat(LoginAddress.isExpected("POST", path)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"username\":\"a@b\",\"password\":\"p\"}`,a@b",
                "`{\"options\":{\"username\":\"x\"},\"a\":[1,{\"username\":2}],\"username\":\"a@b\"}`,a@b",
                "`{\"\\u0075sername\":\"\\u0061@b\"}`,a@b",
                "`{\"username\":\"A@b\"}`,a@b"
            })
    void ofWhenAddressThenAppAndAddress(String body, String address) {
        assertThat(of(body)).contains("app-1\n" + address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "\"username\"", "{\"username\":7}", "{\"username\":{\"$ne\":1}}", "{\"a\":", "no"
            })
    void ofWhenNoAddressThenEmpty(String body) {
        assertThat(of(body)).isEmpty();
    }

    @Test
    void ofWhenTooLongThenEmpty() {
        String padding = "x".repeat(LoginAddress.MAX_BODY);

        assertThat(of("{\"username\":\"a@b\",\"password\":\"" + padding + "\"}"))
                .isEmpty();
    }

    private static Optional<String> of(String body) {
        return LoginAddress.of(LOGIN, body.getBytes(StandardCharsets.UTF_8));
    }
}
