package dev.appservices.login;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

final class LinkRefusalsTest {
    private static final Device BROWSER = new Device(Optional.empty(), Map.of("platform", "chrome"));
    private static final Device CORE = new Device(Optional.empty(), Map.of("coreVersion", "14.12.0"));

    @ParameterizedTest
    @CsvSource({
        "INVALID_SESSION,  401, a user already exists,     400, 401",
        "INVALID_SESSION,  403, a user already exists,     403, 403",
        "AUTH_ERROR,       401, unauthorized,              400, 401",
        "INVALID_PASSWORD, 401, unauthorized,              400, 401",
        "INVALID_PASSWORD, 401, invalid username/password, 401, 401",
        "AUTH_ERROR,       401, confirmation required,     401, 401",
        "USER_DISABLED,    401, user disabled,             401, 401",
        "INVALID_PARAMETER, 400, invalid user link request, 400, 400",
        "INTERNAL_SERVER_ERROR, 500, unauthorized,         500, 500",
    })
    void safeWhenRefusedThenAStatusThatEndsThere(ErrorCode code, int status, String text, int browser, int core) {
        AppServicesException refusal = new AppServicesException(code, text).withStatus(status);

        assertThat(LinkRefusals.safe(refusal, BROWSER).status()).isEqualTo(browser);
        assertThat(LinkRefusals.safe(refusal, Device.NONE).status()).isEqualTo(browser);
        assertThat(LinkRefusals.safe(refusal, CORE).status()).isEqualTo(core);
        assertThat(LinkRefusals.safe(refusal, BROWSER).code()).contains(code);
        assertThat(LinkRefusals.safe(refusal, BROWSER).publicText()).isEqualTo(text);
        assertThat(LinkRefusals.safe(refusal.asDecision(), BROWSER).isDecision())
                .isTrue();
    }
}
