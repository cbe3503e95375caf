package dev.appservices.login.localuserpass;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.localuserpass.AddressProof.ForRegistration;
import dev.appservices.login.localuserpass.AddressProof.ForUser;
import dev.appservices.login.localuserpass.AddressProof.Refused;
import dev.appservices.testing.FakeMails;
import dev.appservices.testing.FakePasswords;
import dev.appservices.testing.TestUsers;
import dev.appservices.user.EmailKeys;
import dev.appservices.user.Identity;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ForgottenPasswordsTest {
    private static final String EMAIL = "ada@example.org";
    private static final String OLD = "difference";
    private static final String NEW = "analytical";

    private final Desk desk = new Desk();

    @Test
    void resetWhenThePairIsRightThenOnlyTheNewPasswordLogsIn() {
        User user = desk.newUser(EMAIL, OLD);

        assertThat(desk.reset(desk.askForReset(EMAIL), NEW)).isInstanceOf(ForUser.class);

        assertThat(desk.letsIn(EMAIL, OLD)).isFalse();
        assertThat(desk.letsIn(EMAIL, NEW)).isTrue();
        User changed = desk.users.findById(user.id()).orElseThrow();
        assertThat(changed.emailVerified()).isTrue();
        assertThat(changed.notBefore()).isEqualTo((int) Desk.NOW.getEpochSecond());
    }

    @Test
    void sendWhenNothingIsDoneWithTheMailThenTheOldPasswordLogsIn() {
        desk.newUser(EMAIL, OLD);

        desk.askForReset(EMAIL);

        assertThat(desk.letsIn(EMAIL, OLD)).isTrue();
        assertThat(desk.mails.sent).extracting(FakeMails.Sent::purpose).containsExactly(MailPurpose.RESET);
    }

    @Test
    void resetWhenTheUserCameWithoutAPasswordThenLogsIn() {
        User imported = TestUsers.withEmail(1, EMAIL).with(new UserChange.SetPassword(Optional.empty()));
        desk.users.insert(imported);
        assertThat(desk.letsIn(EMAIL, NEW)).isFalse();

        desk.reset(desk.askForReset(EMAIL), NEW);

        assertThat(desk.letsIn(EMAIL, NEW)).isTrue();
    }

    @Test
    void resetWhenTheUserHasAnAddressAndNoIdentityForItThenLogsIn() {
        desk.users.insert(TestUsers.withEmailKey(TestUsers.anonymous(1), Optional.of(EMAIL)));

        desk.reset(desk.askForReset(EMAIL), NEW);

        assertThat(desk.letsIn(EMAIL, NEW)).isTrue();
        assertThat(desk.users.findById(TestUsers.id(1)).orElseThrow().emailVerified())
                .isFalse();
    }

    @Test
    void resetWhenARegistrationHasNeverLoggedInThenLogsIn() {
        desk.register(EMAIL, OLD);

        assertThat(desk.reset(desk.askForReset(EMAIL), NEW)).isInstanceOf(ForRegistration.class);

        assertThat(desk.letsIn(EMAIL, OLD)).isFalse();
        assertThat(desk.letsIn(EMAIL, NEW)).isTrue();
    }

    @Test
    void accountWhenTheFirstLoginComesBetweenTheLookUpsThenOfTheNewUser() {
        desk.register("late@example.org", "a password");
        Desk late = new Desk(
                desk.users,
                Meanwhile.beforeFind(desk.pendingUsers, () -> desk.letsIn("late@example.org", "a password")));

        assertThat(late.forgottenPasswords().account("late@example.org").asUser())
                .isEqualTo(desk.allUsers().get(0));
    }

    @Test
    void resetWhenTwiceThenUsedAndThePasswordStays() {
        User user = desk.newUser(EMAIL, OLD);
        MailPair pair = desk.askForReset(EMAIL);
        desk.reset(pair, NEW);

        assertThat(desk.reset(pair, "third password")).isEqualTo(refused(TokenProblem.USED, user));
        assertThat(desk.letsIn(EMAIL, NEW)).isTrue();
    }

    @Test
    void resetWhenLateThenExpired() {
        User user = desk.newUser(EMAIL, OLD);
        MailPair pair = desk.askForReset(EMAIL);
        desk.clock.move(Duration.ofMinutes(30));

        assertThat(desk.reset(pair, NEW)).isEqualTo(refused(TokenProblem.EXPIRED, user));
        assertThat(desk.letsIn(EMAIL, OLD)).isTrue();
    }

    @Test
    void resetWhenANewerMailWasSentThenTheOlderIsUnknown() {
        desk.newUser(EMAIL, OLD);
        MailPair old = desk.askForReset(EMAIL);
        MailPair newer = desk.askForReset(EMAIL);

        assertThat(desk.reset(old, NEW)).isEqualTo(new Refused(TokenProblem.UNKNOWN, Optional.empty()));
        assertThat(desk.reset(newer, NEW)).isInstanceOf(ForUser.class);
    }

    @Test
    void resetWhenThePairConfirmsARegistrationThenWrongPurpose() {
        desk.registerByMail(EMAIL, OLD);
        MailPair confirmation = desk.mails.lastPair();

        assertThat(desk.reset(confirmation, NEW))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problem()).isEqualTo(TokenProblem.WRONG_PURPOSE));
        assertThat(desk.confirm(confirmation)).isInstanceOf(ForRegistration.class);
    }

    /** Whoever once had the address must not get the account by a mail that is still there. */
    @Test
    void resetWhenTheAddressHasChangedSinceThenRefused() {
        User user = desk.newUser(EMAIL, OLD);
        MailPair pair = desk.askForReset(EMAIL);
        UserChange moved = new UserChange.SetEmail(Optional.of("new@example.org"), Optional.of("new@example.org"));
        desk.users.update(user, List.of(moved));

        assertThat(desk.reset(pair, NEW)).isEqualTo(refused(TokenProblem.ANOTHER_ADDRESS, user));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", FakePasswords.FORBIDDEN})
    void resetWhenThePasswordIsRefusedThenThePairStillWorks(String password) {
        desk.newUser(EMAIL, OLD);
        MailPair pair = desk.askForReset(EMAIL);

        assertThatThrownBy(() -> desk.reset(pair, password))
                .isInstanceOfSatisfying(
                        AppServicesException.class, e -> assertThat(e.code()).contains(ErrorCode.BAD_REQUEST));
        assertThat(desk.reset(pair, NEW)).isInstanceOf(ForUser.class);
    }

    @Test
    void resetWhenThePairIsWrongThenNothingIsHashed() {
        desk.newUser(EMAIL, OLD);
        MailPair pair = desk.askForReset(EMAIL);
        desk.passwords.expensiveCalls.clear();

        desk.reset(MailPair.random(), NEW);
        desk.reset(new MailPair(MailPair.random().token(), pair.tokenId()), NEW);

        assertThat(desk.passwords.expensiveCalls).isEmpty();
    }

    @Test
    void accountWhenUnknownThenSaid() {
        assertThatThrownBy(() -> desk.forgottenPasswords().account("nobody@example.org"))
                .isInstanceOfSatisfying(AppServicesException.class, e -> {
                    assertThat(e.code()).contains(ErrorCode.USER_NOT_FOUND);
                    assertThat(e.publicText()).isEqualTo("user not found");
                });
    }

    @Test
    void sendWhenAnotherSpellingIsAskedForThenTheMailGoesToTheStoredOne() {
        desk.emailKeys = EmailKeys.INSENSITIVE;
        desk.newUser("Ada@example.org", OLD);

        desk.askForReset("ADA@example.org");

        assertThat(desk.mails.sent).extracting(FakeMails.Sent::address).containsExactly("Ada@example.org");
    }

    /** Metadata of an identity may be written by other programs; only the address of the login counts. */
    @Test
    void sendWhenTheIdentityNamesAnotherAddressThenTheMailGoesToTheOneOfTheLogin() {
        User user = TestUsers.withEmail(1, EMAIL);
        Identity other = new Identity("local-userpass", "password-1", Map.of("email", "mallory@example.org"));
        desk.users.insert(TestUsers.withIdentities(user, List.of(other)));

        desk.askForReset(EMAIL);

        assertThat(desk.mails.sent).extracting(FakeMails.Sent::address).containsExactly(EMAIL);
    }

    private static Refused refused(TokenProblem problem, User user) {
        return new Refused(problem, Optional.of(user.id().hex()));
    }
}
