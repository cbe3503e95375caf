package dev.appservices.login.localuserpass;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.appservices.error.ErrorCode;
import dev.appservices.login.LoginMethod.Turn;
import dev.appservices.login.LoginOutcome;
import dev.appservices.login.LoginOutcome.LoggedIn;
import dev.appservices.login.LoginOutcome.Reason;
import dev.appservices.login.LoginOutcome.Refused;
import dev.appservices.testing.FakePendingUsers;
import dev.appservices.testing.FakeUserDirectory;
import dev.appservices.testing.TestUsers;
import dev.appservices.user.Identity;
import dev.appservices.user.Password;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserId;

import static org.assertj.core.api.Assertions.assertThat;

final class LocalUserpassLoginTest {
    private static final String EMAIL = "Ada@example.org";
    private static final String PASSWORD = "difference";

    private final FakePendingUsers pendingUsers = new FakePendingUsers();
    private final Desk desk = new Desk(new FakeUserDirectory(), pendingUsers);

    @Test
    void loginWhenAnotherOneIsTheFirstBetweenTheLookUpsThenLetInToo() {
        desk.register(EMAIL, PASSWORD);
        Desk late = new Desk(desk.users, Meanwhile.beforeFind(desk.pendingUsers, () -> desk.letsIn(EMAIL, PASSWORD)));

        assertThat(late.letsIn(EMAIL, PASSWORD)).isTrue();
        assertThat(desk.allUsers()).hasSize(1);
    }

    @Test
    void loginWhenFirstThenUserWithTheIdsSetAside() {
        UserId id = desk.register(EMAIL, PASSWORD);
        PendingUser pending = pendingUsers.all().get(0);

        LoginOutcome outcome = desk.login(EMAIL, PASSWORD);

        Identity identity = new Identity("local-userpass", pending.id(), Map.of("email", EMAIL));
        User expected = User.withIdentity(id, identity, Desk.NOW)
                .with(
                        new UserChange.SetEmail(Optional.of(EMAIL), Optional.of(EMAIL)),
                        new UserChange.SetPassword(Optional.of(desk.passwords.hashed(PASSWORD))),
                        new UserChange.SetLastAuthenticatedAt(Desk.NOW));
        assertThat(outcome).isEqualTo(new LoggedIn(expected, identity, true));
        assertThat(desk.allUsers()).containsExactly(expected);
        assertThat(pendingUsers.all()).isEmpty();
    }

    @Test
    void loginWhenSecondThenTheSameUser() {
        User user = desk.newUser(EMAIL, PASSWORD);

        assertThat(desk.login(EMAIL, PASSWORD))
                .isEqualTo(new LoggedIn(user, user.identities().get(0), false));
        assertThat(desk.allUsers()).containsExactly(user);
    }

    @Test
    void loginWhenAgainThenTimeIsKept() {
        User user = newUserLastSeenAt1970();

        desk.login(EMAIL, PASSWORD);

        assertThat(desk.allUsers()).containsExactly(user.with(new UserChange.SetLastAuthenticatedAt(Desk.NOW)));
    }

    @Test
    void loginWhenOtherCaseThenUnknown() {
        desk.newUser(EMAIL, PASSWORD);

        assertThat(desk.login("ada@example.org", PASSWORD)).isEqualTo(refused(Reason.UNKNOWN_USER, Optional.empty()));
    }

    @Test
    void loginWhenUnknownOrWrongThenTheSameReplyAndWork() {
        User user = desk.newUser(EMAIL, PASSWORD);
        desk.register("pending@example.org", PASSWORD);
        User pending = pendingUsers.all().get(0).toUser(Desk.NOW);

        assertThat(callsOf("nobody@example.org", "wrong-password", refused(Reason.UNKNOWN_USER, Optional.empty())))
                .containsExactly("pretend");
        assertThat(callsOf(EMAIL, "wrong-password", refused(Reason.WRONG_CREDENTIAL, Optional.of(user))))
                .containsExactly("matches");
        assertThat(callsOf(
                        "pending@example.org",
                        "wrong-password",
                        refused(Reason.WRONG_CREDENTIAL, Optional.of(pending))))
                .containsExactly("matches");
    }

    @Test
    void loginWhenWrongThenNothingIsWritten() {
        User user = newUserLastSeenAt1970();
        desk.register("pending@example.org", PASSWORD);
        List<PendingUser> pending = pendingUsers.all();

        desk.login(EMAIL, "wrong-password");
        desk.login("pending@example.org", "wrong-password");

        assertThat(desk.allUsers()).containsExactly(user);
        assertThat(pendingUsers.all()).isEqualTo(pending);
    }

    @Test
    void loginWhenTextsImpossibleThenUnknownWithOneHash() {
        desk.newUser(EMAIL, PASSWORD);

        Refused unknown = refused(Reason.UNKNOWN_USER, Optional.empty());
        assertThat(callsOf("", PASSWORD, unknown)).containsExactly("pretend");
        assertThat(callsOf("a".repeat(129), PASSWORD, unknown)).containsExactly("pretend");
        assertThat(callsOf("a\0", PASSWORD, unknown)).containsExactly("pretend");
        assertThat(callsOf(EMAIL, "p".repeat(1025), unknown)).containsExactly("pretend");
        assertThat(desk.tried).hasSize(1);
    }

    @Test
    void loginWhenImportedPasswordIsLongerThanNewOnesThenLoggedIn() {
        User user = desk.newUser(EMAIL, PASSWORD);
        setPassword(user, "p".repeat(1024));

        assertThat(desk.letsIn(EMAIL, "p".repeat(1024))).isTrue();
    }

    @Test
    void loginWhenLockedThenNotVerified() {
        User user = desk.newUser(EMAIL, PASSWORD);
        desk.locked = true;

        assertThat(callsOf(EMAIL, PASSWORD, refused(Reason.LOCKED, Optional.of(user))))
                .containsExactly("pretend");
    }

    @Test
    void loginWhenRegistrationIsLockedThenNotVerifiedAndNoUser() {
        desk.register(EMAIL, PASSWORD);
        User user = pendingUsers.all().get(0).toUser(Desk.NOW);
        desk.locked = true;

        assertThat(callsOf(EMAIL, PASSWORD, refused(Reason.LOCKED, Optional.of(user))))
                .containsExactly("pretend");
        assertThat(desk.tried).containsExactly(user.id());
        assertThat(desk.allUsers()).isEmpty();
        assertThat(pendingUsers.all()).hasSize(1);
    }

    /** Who waits for others must not be judged by what was known before them: they may have locked the user. */
    @Test
    void loginWhenOthersWereTriedMeanwhileThenUserIsReadAgain() {
        User user = desk.newUser(EMAIL, PASSWORD);
        List<Turn> turns = new ArrayList<>(List.of(Turn.MINE_AFTER_OTHERS, Turn.MINE));

        LoginOutcome outcome = desk.login(EMAIL, PASSWORD, asked -> {
            if (turns.size() == 2) {
                setPassword(user, "newer password");
            }
            return turns.remove(0);
        });

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.WRONG_CREDENTIAL));
        assertThat(turns).isEmpty();
    }

    @Test
    void loginWhenPasswordIsSetWhileItIsHashedAgainThenTheNewerOneStays() {
        User user = desk.newUser(EMAIL, PASSWORD);
        desk.passwords.iterations = 2;
        desk.passwords.beforeHash = () -> setPassword(user, "set by an operator");

        assertThat(desk.letsIn(EMAIL, PASSWORD)).isTrue();

        desk.passwords.beforeHash = () -> {};
        assertThat(desk.letsIn(EMAIL, PASSWORD)).isFalse();
        assertThat(desk.letsIn(EMAIL, "set by an operator")).isTrue();
    }

    @Test
    void loginWhenDisabledThenToldOnlyWithTheRightPassword() {
        User user = desk.newUser(EMAIL, PASSWORD);
        desk.users.update(user, List.of(new UserChange.SetEnabled(false)));
        User disabled = user.with(new UserChange.SetEnabled(false));

        assertThat(desk.login(EMAIL, PASSWORD))
                .isEqualTo(
                        new Refused(ErrorCode.USER_DISABLED, "user disabled", Reason.DISABLED, Optional.of(disabled)));
        assertThat(desk.login(EMAIL, "wrong-password"))
                .isEqualTo(refused(Reason.WRONG_CREDENTIAL, Optional.of(disabled)));
        assertThat(desk.allUsers()).containsExactly(disabled);
    }

    @Test
    void loginWhenNotConfirmedThenToldOnlyWithTheRightPassword() {
        desk.register(EMAIL, PASSWORD);
        PendingUser confirmed = pendingUsers.all().get(0);
        PendingUser unconfirmed = new PendingUser(
                confirmed.id(), confirmed.userId(), EMAIL, EMAIL, confirmed.password(), false, Desk.NOW);
        pendingUsers.delete(confirmed.id());
        pendingUsers.insert(unconfirmed);
        Optional<User> user = Optional.of(unconfirmed.toUser(Desk.NOW));

        assertThat(desk.login(EMAIL, PASSWORD))
                .isEqualTo(new Refused(ErrorCode.AUTH_ERROR, "confirmation required", Reason.NOT_CONFIRMED, user));
        assertThat(desk.login(EMAIL, "wrong-password")).isEqualTo(refused(Reason.WRONG_CREDENTIAL, user));
        assertThat(desk.allUsers()).isEmpty();
        assertThat(pendingUsers.all()).containsExactly(unconfirmed);
    }

    @Test
    void loginWhenUserHasNoPasswordThenUnknownWithOneHash() {
        User user = desk.newUser(EMAIL, PASSWORD);
        desk.users.update(user, List.of(new UserChange.SetPassword(Optional.empty())));

        assertThat(callsOf(EMAIL, PASSWORD, refused(Reason.UNKNOWN_USER, Optional.empty())))
                .containsExactly("pretend");
    }

    @Test
    void loginWhenUserHasNoIdentityOfTheProviderThenUnknown() {
        desk.users.insert(TestUsers.anonymous(1)
                .with(
                        new UserChange.SetEmail(Optional.of(EMAIL), Optional.of(EMAIL)),
                        new UserChange.SetPassword(Optional.of(desk.passwords.hashed(PASSWORD)))));

        assertThat(callsOf(EMAIL, PASSWORD, refused(Reason.UNKNOWN_USER, Optional.empty())))
                .containsExactly("pretend");
    }

    @Test
    void loginWhenHashIsOutdatedThenHashedAgain() {
        User user = desk.newUser(EMAIL, PASSWORD);
        desk.passwords.iterations = 2;

        assertThat(desk.letsIn(EMAIL, PASSWORD)).isTrue();

        assertThat(desk.allUsers())
                .containsExactly(user.with(new UserChange.SetPassword(Optional.of(desk.passwords.hashed(PASSWORD)))));
        assertThat(desk.passwords.hashed(PASSWORD).iterations()).isEqualTo(2);
        assertThat(desk.letsIn(EMAIL, PASSWORD)).isTrue();
    }

    @Test
    void loginWhenHashedAgainThenUnderTheSameLabelAndAsOldAsBefore() {
        User user = desk.newUser(EMAIL, PASSWORD);
        Password stored = TestUsers.oldPassword(desk.passwords.hashed(PASSWORD));
        desk.users.update(user, List.of(new UserChange.SetPassword(Optional.of(stored))));
        desk.passwords.iterations = 2;

        desk.login(EMAIL, PASSWORD);

        assertThat(desk.allUsers().get(0).password()).contains(TestUsers.oldPassword(desk.passwords.hashed(PASSWORD)));
    }

    @Test
    void loginWhenWrongAndHashIsOutdatedThenNotHashedAgain() {
        User user = desk.newUser(EMAIL, PASSWORD);
        desk.passwords.iterations = 2;

        desk.login(EMAIL, "wrong-password");

        assertThat(desk.allUsers()).containsExactly(user);
    }

    /** A crash can leave a registration of the same address, by somebody who came too late. */
    @Test
    void loginWhenUserAndRegistrationThenTheUserCounts() {
        User user = desk.newUser(EMAIL, PASSWORD);
        pendingUsers.insert(leftover("somebody else's"));

        assertThat(desk.letsIn(EMAIL, "somebody else's")).isFalse();
        assertThat(desk.letsIn(EMAIL, PASSWORD)).isTrue();
        assertThat(desk.allUsers()).extracting(User::id).containsExactly(user.id());
    }

    /**
     * A crash between insert and delete leaves the registration beside its own user, who then moves to another address:
     * the old address must not open the account with the old password.
     */
    @Test
    void loginWhenRegistrationOfMovedUserIsLeftThenRefusedAndRemoved() {
        User user = registrationLeftBesideItsUser();
        String moved = "new@example.org";
        desk.users.update(user, List.of(new UserChange.SetEmail(Optional.of(moved), Optional.of(moved))));
        setPassword(user, "new-password");

        assertThat(desk.login(EMAIL, PASSWORD)).isEqualTo(refused(Reason.UNKNOWN_USER, Optional.empty()));
        assertThat(pendingUsers.all()).isEmpty();
        assertThat(desk.letsIn(moved, "new-password")).isTrue();
        assertThat(desk.registrationError(EMAIL, PASSWORD)).isEmpty();
    }

    @Test
    void loginWhenUserIsDeletedMeanwhileThenRefused() {
        User user = desk.newUser(EMAIL, PASSWORD);

        LoginOutcome outcome = desk.login(EMAIL, PASSWORD, asked -> {
            desk.users.delete(user.id());
            return Turn.MINE;
        });

        assertThat(outcome).isEqualTo(refused(Reason.UNKNOWN_USER, Optional.empty()));
    }

    private User registrationLeftBesideItsUser() {
        desk.register(EMAIL, PASSWORD);
        PendingUser pending = pendingUsers.all().get(0);
        User user = ((LoggedIn) desk.login(EMAIL, PASSWORD)).user();
        pendingUsers.insert(pending);
        return user;
    }

    private PendingUser leftover(String password) {
        return new PendingUser(
                TestUsers.id(2).hex(), TestUsers.id(1), EMAIL, EMAIL, desk.passwords.hashed(password), true, Desk.NOW);
    }

    private User newUserLastSeenAt1970() {
        User user = desk.newUser(EMAIL, PASSWORD);
        UserChange change = new UserChange.SetLastAuthenticatedAt(Instant.EPOCH);
        desk.users.update(user, List.of(change));
        return user.with(change);
    }

    private void setPassword(User user, String password) {
        desk.users.update(user, List.of(new UserChange.SetPassword(Optional.of(desk.passwords.hashed(password)))));
    }

    private List<String> callsOf(String email, String password, Refused expected) {
        desk.passwords.expensiveCalls.clear();
        assertThat(desk.login(email, password)).isEqualTo(expected);
        return List.copyOf(desk.passwords.expensiveCalls);
    }

    private static Refused refused(Reason reason, Optional<User> user) {
        return new Refused(ErrorCode.INVALID_PASSWORD, "invalid username/password", reason, user);
    }
}
