package dev.appservices.login.localuserpass;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.appservices.error.AppServicesException;
import dev.appservices.login.localuserpass.LocalUserpassConfig.Confirmation;
import dev.appservices.login.localuserpass.LocalUserpassConfig.Reset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class LocalUserpassConfigTest {
    @ParameterizedTest
    @CsvSource({
        "true,  false, AUTOMATIC",
        "true,  true,  AUTOMATIC",
        "false, true,  FUNCTION",
        "false, false, MAIL",
        ",      ,      MAIL"
    })
    void confirmationWhenSeveralModesThenByPrecedence(String automatic, String function, Confirmation expected) {
        Map<String, String> config = new HashMap<>();
        config.put("appServices.autoConfirm", automatic);
        config.put("appServices.runConfirmationFunction", function);

        assertThat(LocalUserpassConfig.from(config).confirmation()).isEqualTo(expected);
    }

    @Test
    void fromWhenEverythingIsSetThenEverythingIsRead() {
        LocalUserpassConfig config = LocalUserpassConfig.from(Map.of(
                "appServices.emailConfirmationUrl", " https://a.example/confirm ",
                "appServices.confirmEmailSubject", "Welcome",
                "appServices.resetPasswordUrl", "orchard://reset",
                "appServices.resetPasswordSubject", "${ownKey}",
                "appServices.neutralAnswersEnabled", "true"));

        assertThat(config.reset()).isEqualTo(Reset.MAIL);
        assertThat(config.url(MailPurpose.CONFIRMATION)).contains("https://a.example/confirm");
        assertThat(config.subject(MailPurpose.CONFIRMATION)).contains("Welcome");
        assertThat(config.url(MailPurpose.RESET)).contains("orchard://reset");
        assertThat(config.subject(MailPurpose.RESET)).contains("${ownKey}");
        assertThat(config.neutralAnswersEnabled()).isTrue();
    }

    @Test
    void fromWhenNothingIsSetThenMailsToOwnPagesAndPlainAnswers() {
        LocalUserpassConfig config = LocalUserpassConfig.from(Map.of());

        assertThat(config.reset()).isEqualTo(Reset.MAIL);
        assertThat(config.url(MailPurpose.CONFIRMATION)).isEmpty();
        assertThat(config.url(MailPurpose.RESET)).isEmpty();
        assertThat(config.subject(MailPurpose.RESET)).isEmpty();
        assertThat(config.neutralAnswersEnabled()).isFalse();
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                arguments(
                        "appServices.emailConfirmationUrl",
                        "app.example.org/confirm",
                        "must be an absolute URL such as https://app.example.org/confirm"),
                arguments(
                        "appServices.resetPasswordUrl",
                        "javascript://%0aalert(1)",
                        "must be an absolute URL such as https://app.example.org/confirm"),
                arguments("appServices.confirmEmailSubject", "a\nb", "must be one line of at most 256 characters"),
                arguments(
                        "appServices.resetPasswordSubject",
                        "s".repeat(257),
                        "must be one line of at most 256 characters"));
    }

    /** Logins need none of it, so they go on. */
    @ParameterizedTest
    @MethodSource("unusable")
    void mailWhenSettingIsUnusableThenRefusedAndNamed(String key, String value, String rule) {
        LocalUserpassConfig config = LocalUserpassConfig.from(Map.of(key, value));

        assertThatThrownBy(() -> {
                    for (MailPurpose purpose : MailPurpose.values()) {
                        config.url(purpose);
                        config.subject(purpose);
                    }
                })
                .isInstanceOfSatisfying(
                        AppServicesException.class, e -> assertThat(e.status()).isEqualTo(500))
                .rootCause()
                .hasMessage("The setting " + key + " of a step in the login flow " + rule);
    }

    @Test
    void fromWhenAnInactiveModeHasAnythingThenIgnored() {
        LocalUserpassConfig config = LocalUserpassConfig.from(Map.of(
                "appServices.autoConfirm", "true",
                "appServices.emailConfirmationUrl", "none",
                "appServices.confirmEmailSubject", "a\nb",
                "appServices.runResetFunction", "true",
                "appServices.resetPasswordUrl", "none"));

        assertThat(config.confirmation()).isEqualTo(Confirmation.AUTOMATIC);
        assertThat(config.reset()).isEqualTo(Reset.FUNCTION);
    }
}
