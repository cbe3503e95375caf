package dev.appservices.user;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.appservices.testing.Parallel;
import dev.appservices.testing.TestUsers;
import dev.appservices.user.PasswordResets.Expected;
import dev.appservices.user.PasswordResets.Reset;
import dev.appservices.user.UserDirectory.Written;

import static org.assertj.core.api.Assertions.assertThat;

/** Passwords that are replaced by the tokens of mails in a {@link UserDirectory}. */
public abstract class PasswordResetContract extends IdentityLinkContract {
    private static final String EMAIL = "ada@example.org";
    private static final Instant NOW = Instant.parse("2026-03-05T10:20:30.456Z");

    @Test
    void expectResetWhenAskedAgainThenTheNewerTokenReplacesTheOlder() {
        User user = insert(TestUsers.withEmail(1, EMAIL));
        insert(TestUsers.withEmail(2, "grace@example.org"));

        assertThat(directory().expectReset(user.id(), token(1))).isEqualTo(Written.DONE);
        assertThat(directory().expectReset(user.id(), token(2))).isEqualTo(Written.DONE);
        assertThat(directory().expectReset(TestUsers.id(9), token(3))).isEqualTo(Written.GONE);

        assertThat(directory().findByResetToken(token(1).id())).isEmpty();
        assertThat(directory().findByResetToken(token(2).id())).contains(new Expected(user, token(2)));
        assertThat(directory().findByResetToken("{\"$ne\":null}")).isEmpty();
    }

    @Test
    void resetPasswordWhenTheTokenIsStillTheOneReadThenOnceOnly() {
        insert(TestUsers.withEmail(2, "grace@example.org"));
        Expected expected = expected(insert(TestUsers.withEmail(1, EMAIL)
                .with(new UserChange.SetRequiredActions(Set.of("UPDATE_PASSWORD", "VERIFY_EMAIL", "CONFIGURE_TOTP")))));

        assertThat(directory().resetPassword(expected, reset("new", true))).isTrue();
        assertThat(directory().resetPassword(expected, reset("newer", true))).isFalse();

        User changed = directory().findById(TestUsers.id(1)).orElseThrow();
        assertThat(changed)
                .isEqualTo(TestUsers.withEmail(1, EMAIL)
                        .with(
                                new UserChange.SetPassword(Optional.of(TestUsers.password("new"))),
                                new UserChange.SetEmailVerified(true),
                                new UserChange.SetNotBefore((int) NOW.getEpochSecond()),
                                new UserChange.SetRequiredActions(Set.of("CONFIGURE_TOTP"))));
        assertThat(directory().findByResetToken(token(1).id()).map(Expected::token))
                .contains(token(1).usedAt(NOW));
        assertThat(directory().findById(TestUsers.id(2))).contains(TestUsers.withEmail(2, "grace@example.org"));
    }

    @Test
    void resetPasswordWhenTheMailProvesNothingThenTheAddressStaysUnverified() {
        Expected expected = expected(insert(TestUsers.withEmail(1, EMAIL)
                .with(new UserChange.SetRequiredActions(Set.of("UPDATE_PASSWORD", "VERIFY_EMAIL")))));

        assertThat(directory().resetPassword(expected, reset("new", false))).isTrue();

        User changed = directory().findById(TestUsers.id(1)).orElseThrow();
        assertThat(changed.emailVerified()).isFalse();
        assertThat(changed.requiredActions()).containsExactly("VERIFY_EMAIL");
    }

    @Test
    void resetPasswordWhenTheUserHasNoneThenTheFirstOne() {
        User user = TestUsers.withEmail(1, EMAIL).with(new UserChange.SetPassword(Optional.empty()));
        Expected expected = expected(insert(user));

        assertThat(directory().resetPassword(expected, reset("first", true))).isTrue();

        assertThat(directory().findById(user.id()).flatMap(User::password)).contains(TestUsers.password("first"));
    }

    @Test
    void resetPasswordWhenTheIdentityIsMissingThenAddedUnlessItHasComeMeanwhile() {
        Identity own = new Identity("local-userpass", "password-1", Map.of("email", EMAIL));
        User user = TestUsers.withEmailKey(TestUsers.anonymous(1), Optional.of(EMAIL));
        Expected expected = expected(insert(user));
        Reset adding = new Reset(TestUsers.password("new"), Optional.of(own), false, NOW);

        assertThat(directory().resetPassword(expected, adding)).isTrue();
        assertThat(directory().findById(user.id()).orElseThrow().identities())
                .containsExactly(user.identities().get(0), own);

        directory().expectReset(user.id(), token(2));
        Expected again = directory().findByResetToken(token(2).id()).orElseThrow();
        assertThat(directory().resetPassword(again, adding)).isFalse();
    }

    /** Whoever has made them may be the one who is to be kept out. */
    @Test
    void resetPasswordWhenTheUserHasApiKeysThenTheyAreGone() {
        User user = TestUsers.withEmail(1, EMAIL);
        Identity ofKey = new Identity("api-key", TestUsers.id(51).hex(), Map.of());
        ApiKey key = new ApiKey(TestUsers.id(51).hex(), "backup", "hash of a key", true, NOW, Optional.empty());
        Expected expected = expected(insert(TestUsers.withApiKeys(
                TestUsers.withIdentities(user, List.of(user.identities().get(0), ofKey)), List.of(key))));

        assertThat(directory().resetPassword(expected, reset("new", true))).isTrue();

        User changed = directory().findById(user.id()).orElseThrow();
        assertThat(changed.apiKeys()).isEmpty();
        assertThat(changed.identities()).isEqualTo(user.identities());
    }

    @Test
    void resetPasswordWhenTheTokenWasReplacedThenNothingHappens() {
        Expected expected = expected(insert(TestUsers.withEmail(1, EMAIL)));
        directory().expectReset(expected.user().id(), token(2));

        assertThat(directory().resetPassword(expected, reset("new", true))).isFalse();
        assertThat(directory().findById(TestUsers.id(1))).contains(TestUsers.withEmail(1, EMAIL));
    }

    @Test
    void resetPasswordWhenTheAddressHasChangedSinceThenNothingHappens() {
        Expected expected = expected(insert(TestUsers.withEmail(1, EMAIL)));
        UserChange moved = new UserChange.SetEmail(Optional.of("new@example.org"), Optional.of("new@example.org"));
        directory().update(expected.user(), List.of(moved));

        assertThat(directory().resetPassword(expected, reset("new", true))).isFalse();
        assertThat(directory().findById(TestUsers.id(1)).flatMap(User::password))
                .contains(TestUsers.password("hash-1"));
    }

    @Test
    void resetPasswordWhenSixteenThreadsBringTheTokenThenOneWins() {
        Expected expected = expected(insert(TestUsers.withEmail(1, EMAIL)));
        UserDirectory directory = directory();

        assertThat(Parallel.run(16, () -> directory.resetPassword(expected, reset("new", true))))
                .containsOnlyOnce(true)
                .hasSize(16);
    }

    private User insert(User user) {
        assertThat(directory().insert(user)).isTrue();
        return user;
    }

    private Expected expected(User user) {
        directory().expectReset(user.id(), token(1));
        return directory().findByResetToken(token(1).id()).orElseThrow();
    }

    private static Reset reset(String hash, boolean proven) {
        return new Reset(TestUsers.password(hash), Optional.empty(), proven, NOW);
    }

    private static MailedToken token(int number) {
        return new MailedToken(TestUsers.id(number).hex(), "hash-" + number, EMAIL, NOW);
    }
}
