package dev.appservices.keycloak;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.appservices.user.UserId;

import static org.assertj.core.api.Assertions.assertThat;

final class RefusedPasswordsTest {
    private final RefusedPasswords refused = new RefusedPasswords();

    @Test
    void firstWhenAskedAgainThenNotFirst() {
        UserId user = UserId.random();

        assertThat(refused.isFirst(user)).isTrue();
        assertThat(refused.isFirst(user)).isFalse();
        assertThat(refused.isFirst(UserId.random())).isTrue();
    }

    @Test
    void firstWhenThereWereMoreThanAreKeptThenNobody() {
        long first = Stream.generate(UserId::random)
                .limit(2L * RefusedPasswords.MAX_USERS)
                .filter(refused::isFirst)
                .count();

        assertThat(first).isEqualTo(RefusedPasswords.MAX_USERS);
    }
}
