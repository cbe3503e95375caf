package dev.appservices.testing;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TotpTest {
    /** RFC 6238, appendix B: the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({"59, 287082", "1111111109, 081804", "20000000000, 353130"})
    void atWhenSecondsOfTheRfcThenItsCodes(long seconds, String code) {
        assertThat(new Totp("12345678901234567890").at(seconds / 30)).isEqualTo(code);
    }
}
