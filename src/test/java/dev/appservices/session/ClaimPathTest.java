package dev.appservices.session;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClaimPathTest {
    private final Map<String, Object> claims = new TreeMap<>();

    @Test
    void dotsWhenAfterABackslashThenPartOfTheName() {
        assertThat(ClaimPath.parse("a.b\\.c.d").names()).isEqualTo(List.of("a", "b.c", "d"));
        assertThat(ClaimPath.parse("a\\b").names()).isEqualTo(List.of("a\\b"));
    }

    @Test
    void valuesWhenInOneObjectThenBesideEachOther() {
        ClaimPath.parse("app.user.id").put(claims, "1");
        ClaimPath.parse("app.user.name").put(claims, "2");
        ClaimPath.parse("plain").put(claims, "3");

        assertThat(claims).isEqualTo(Map.of("app", Map.of("user", Map.of("id", "1", "name", "2")), "plain", "3"));
    }

    @Test
    void valueWhenSomethingElseIsInTheWayThenLeftOut() {
        claims.put("app", "text");

        ClaimPath.parse("app.user").put(claims, "1");

        assertThat(claims).isEqualTo(Map.of("app", "text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "exp", "iss", "realm_access.roles", "email", "a..b", ".a", "a.", " "})
    void pathWhenKeycloaksOwnOrWithoutANameThenNotUsed(String path) {
        assertThat(ClaimPath.parse(path).isUsable()).isFalse();

        ClaimPath.parse(path).put(claims, "1");

        assertThat(claims).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user_data", "address2.street", "my.sub"})
    void pathWhenFreeThenUsed(String path) {
        assertThat(ClaimPath.parse(path).isUsable()).isTrue();
    }
}
