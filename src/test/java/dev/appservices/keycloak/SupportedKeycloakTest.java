package dev.appservices.keycloak;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class SupportedKeycloakTest {
    @Test
    void refusalWhenTooOldThenASentenceForOperators() {
        assertThat(SupportedKeycloak.refusal("26.7.1"))
                .contains("keycloak-app-services needs Keycloak 26.7.2 or newer; this is 26.7.1, which lets"
                        + " unauthenticated attackers take accounts over. Upgrade Keycloak, or remove the jar.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"26.7.0", "26.6.9", "26.0.12", "25.0.6", "25.9.9", "9.0.3", "26.7.1.Final", "", "unknown"})
    void refusalWhenOlderOrUnknownThenThere(String version) {
        assertThat(SupportedKeycloak.refusal(version)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"26.7.2", "26.7.3", "26.7.10", "26.8.0", "26.10.0", "27.0.0", "100.0.0", "999.0.0-SNAPSHOT"})
    void refusalWhenNewEnoughThenNone(String version) {
        assertThat(SupportedKeycloak.refusal(version)).isEmpty();
    }
}
