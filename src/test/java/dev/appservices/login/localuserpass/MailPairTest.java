package dev.appservices.login.localuserpass;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.appservices.user.MailedToken;

import static org.assertj.core.api.Assertions.assertThat;

class MailPairTest {
    private static final Instant NOW = Instant.parse("2026-03-05T10:20:30.456Z");
    private static final String ADDRESS = "ada@example.org";

    private final MailPair pair = MailPair.random();
    private final MailedToken kept = pair.mailedTo(ADDRESS, NOW);

    @Test
    void randomWhenMadeThenOfTheLengthsOfAppServicesAndNeverTheSame() {
        assertThat(pair.token()).matches("[0-9a-f]{128}");
        assertThat(pair.tokenId()).matches("[0-9a-f]{24}");
        assertThat(MailPair.random().token()).isNotEqualTo(pair.token());
        assertThat(MailPair.of(pair.token(), pair.tokenId())).contains(pair);
    }

    @Test
    void mailedToWhenKeptThenWithoutTheSecretHalf() {
        assertThat(kept.id()).isEqualTo(pair.tokenId());
        assertThat(kept.hash())
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(pair.token().substring(0, 64));
        assertThat(kept.expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(30)));
        assertThat(kept + "" + pair).doesNotContain(pair.token(), pair.tokenId(), kept.hash(), ADDRESS);
    }

    @ParameterizedTest
    @CsvSource({"0,       ", "1799999, ", "1800000, EXPIRED", "9999999, EXPIRED"})
    void problemWhenTimePassesThenExpiredAfterHalfAnHour(long millis, TokenProblem expected) {
        assertThat(pair.problemWith(kept, ADDRESS, NOW.plusMillis(millis))).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void problemWhenAnyOtherTokenThenWrongWhateverElseItIs() {
        MailPair other = new MailPair(MailPair.random().token(), pair.tokenId());

        assertThat(other.problemWith(kept, ADDRESS, NOW)).contains(TokenProblem.WRONG_TOKEN);
        assertThat(other.problemWith(kept.usedAt(NOW), "other@example.org", NOW.plusSeconds(9_999)))
                .contains(TokenProblem.WRONG_TOKEN);
    }

    @Test
    void problemWhenUsedThenUsed() {
        assertThat(pair.problemWith(kept.usedAt(NOW), ADDRESS, NOW)).contains(TokenProblem.USED);
    }

    @Test
    void problemWhenTheAccountHasAnotherAddressThenThat() {
        assertThat(pair.problemWith(kept, "Ada@example.org", NOW)).contains(TokenProblem.ANOTHER_ADDRESS);
    }

    @ParameterizedTest
    @CsvSource({"127, 24, a", "129, 24, a", "128, 23, a", "128, 25, a", "0, 24, a", "128, 24, A", "128, 24, g"})
    void ofWhenNoMailHasHadItThenEmpty(int tokenLength, int idLength, String digit) {
        assertThat(MailPair.of(digit.repeat(tokenLength), "a".repeat(idLength))).isEmpty();
        assertThat(MailPair.of("a".repeat(tokenLength), digit.repeat(idLength))).isEmpty();
    }
}
