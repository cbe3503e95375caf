package dev.appservices.login.localuserpass;

import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.appservices.error.AppServicesException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalUserpassConfigTest {
    @Test
    void autoConfirmWhenOnThenOn() {
        assertThat(LocalUserpassConfig.from(Map.of("appServices.autoConfirm", "true")))
                .isEqualTo(new LocalUserpassConfig(true));
    }

    @Test
    void autoConfirmWhenAbsentThenOff() {
        assertThat(LocalUserpassConfig.from(Map.of())).isEqualTo(new LocalUserpassConfig(false));
    }

    @Test
    void autoConfirmWhenNeitherOnNorOffThenRefusedAndNamed() {
        assertThatThrownBy(() -> LocalUserpassConfig.from(Map.of("appServices.autoConfirm", "yes")))
                .isInstanceOfSatisfying(
                        AppServicesException.class, e -> assertThat(e.status()).isEqualTo(500))
                .rootCause()
                .hasMessage("The setting appServices.autoConfirm of a step in the login flow must be true or false");
    }
}
