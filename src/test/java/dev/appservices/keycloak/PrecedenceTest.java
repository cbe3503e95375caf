package dev.appservices.keycloak;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class PrecedenceTest {
    private static final String HASH = "a".repeat(64);

    @Test
    void ofWhenNothingWasDeployedThenDirectory() {
        assertThat(Precedence.of(Optional.empty(), HASH, 3)).isEqualTo(Precedence.DIRECTORY);
    }

    @Test
    void ofWhenSameDirectoryAndRevisionThenNothing() {
        assertThat(Precedence.of(deployed(HASH, 3), HASH, 3)).isEqualTo(Precedence.NOTHING);
    }

    @Test
    void ofWhenOtherRevisionThenGaps() {
        assertThat(Precedence.of(deployed(HASH, 2), HASH, 3)).isEqualTo(Precedence.GAPS);
        assertThat(Precedence.of(deployed(HASH, 4), HASH, 3)).isEqualTo(Precedence.GAPS);
    }

    @Test
    void ofWhenOtherDirectoryThenDirectoryWhateverTheRevision() {
        assertThat(Precedence.of(deployed("b".repeat(64), 3), HASH, 3)).isEqualTo(Precedence.DIRECTORY);
        assertThat(Precedence.of(deployed("b".repeat(64), 2), HASH, 3)).isEqualTo(Precedence.DIRECTORY);
    }

    private static Optional<DeployedApp> deployed(String hash, int revision) {
        return Optional.of(new DeployedApp("app", hash, revision, Optional.empty(), Optional.empty()));
    }
}
