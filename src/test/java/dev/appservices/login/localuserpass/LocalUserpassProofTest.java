package dev.appservices.login.localuserpass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.appservices.error.ErrorCode;
import dev.appservices.login.LinkOutcome.Proven;
import dev.appservices.login.LoginMethod.Turn;
import dev.appservices.login.LoginOutcome.Reason;
import dev.appservices.login.LoginOutcome.Refused;
import dev.appservices.testing.FakePendingUsers;
import dev.appservices.testing.FakeUserDirectory;
import dev.appservices.testing.TestUsers;
import dev.appservices.user.EmailKeys;
import dev.appservices.user.Linking;
import dev.appservices.user.LinkingDecision;
import dev.appservices.user.LinkingDecision.Refuse;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserId;

import static org.assertj.core.api.Assertions.assertThat;

/** What linking finds out of an address and a password, and what becomes of the registration behind them. */
final class LocalUserpassProofTest {
    private static final String EMAIL = "Ada@example.org";
    private static final String PASSWORD = "difference";

    private final FakePendingUsers pendingUsers = new FakePendingUsers();
    private final Desk desk = new Desk(new FakeUserDirectory(), pendingUsers);

    @Test
    void proveWhenOfAUserThenHisAndNothingIsWritten() {
        User user = desk.newUser(EMAIL, PASSWORD);
        User before = desk.allUsers().get(0);

        assertThat(desk.prove(EMAIL, PASSWORD))
                .isEqualTo(new Proven(user.identities().get(0), Optional.of(user), Optional.empty()));
        assertThat(desk.allUsers()).containsExactly(before);
    }

    @Test
    void proveWhenRegistrationThenItAndNoUserIsMade() {
        desk.register(EMAIL, PASSWORD);
        PendingUser pending = pendingUsers.all().get(0);

        assertThat(desk.prove(EMAIL, PASSWORD))
                .isEqualTo(new Proven(
                        pending.toIdentity().identity(), Optional.empty(), Optional.of(pending.toIdentity())));
        assertThat(desk.allUsers()).isEmpty();
        assertThat(pendingUsers.all()).containsExactly(pending);
    }

    @Test
    void proveWhenSomebodyElseLogsInBetweenTheLookUpsThenOfTheNewUser() {
        desk.register(EMAIL, PASSWORD);
        Desk late = new Desk(desk.users, Meanwhile.beforeFind(desk.pendingUsers, () -> desk.letsIn(EMAIL, PASSWORD)));

        assertThat(late.prove(EMAIL, PASSWORD))
                .isInstanceOfSatisfying(
                        Proven.class,
                        proven -> assertThat(proven.owner())
                                .contains(desk.allUsers().get(0)));
    }

    @Test
    void proveWhenWrongThenRefusedLikeALoginWithTheSameWork() {
        User user = desk.newUser(EMAIL, PASSWORD);
        desk.register("pending@example.org", PASSWORD);
        User pending = pendingUsers.all().get(0).toUser(Desk.NOW);

        assertThat(callsOf("nobody@example.org", "wrong", refused(Reason.UNKNOWN_USER, Optional.empty())))
                .containsExactly("pretend");
        assertThat(callsOf("", PASSWORD, refused(Reason.UNKNOWN_USER, Optional.empty())))
                .containsExactly("pretend");
        assertThat(callsOf(EMAIL, "p".repeat(1025), refused(Reason.UNKNOWN_USER, Optional.empty())))
                .containsExactly("pretend");
        assertThat(callsOf(EMAIL, "wrong", refused(Reason.WRONG_CREDENTIAL, Optional.of(user))))
                .containsExactly("matches");
        assertThat(callsOf("pending@example.org", "wrong", refused(Reason.WRONG_CREDENTIAL, Optional.of(pending))))
                .containsExactly("matches");
    }

    @Test
    void proveWhenLockedThenNotVerified() {
        User user = desk.newUser(EMAIL, PASSWORD);
        desk.locked = true;

        assertThat(callsOf(EMAIL, PASSWORD, refused(Reason.LOCKED, Optional.of(user))))
                .containsExactly("pretend");
    }

    @Test
    void proveWhenTurnCameAfterOthersThenReadAgain() {
        desk.newUser(EMAIL, PASSWORD);
        List<UserId> asked = new ArrayList<>();

        assertThat(desk.prove(EMAIL, PASSWORD, user -> {
                    asked.add(user.id());
                    return asked.size() == 1 ? Turn.MINE_AFTER_OTHERS : Turn.MINE;
                }))
                .isInstanceOf(Proven.class);
        assertThat(asked).hasSize(2);
    }

    @Test
    void proveWhenCaseDoesNotCountThenAnySpelling() {
        desk.emailKeys = EmailKeys.INSENSITIVE;
        desk.register(EMAIL, PASSWORD);

        assertThat(desk.prove("aDA@example.org", PASSWORD)).isInstanceOf(Proven.class);
    }

    @Test
    void linkWhenRegistrationThenItLogsInAsTheUser() {
        User guest = guest();
        desk.register(EMAIL, PASSWORD);

        Optional<Linking.Result> result = desk.link(guest, EMAIL, PASSWORD);

        assertThat(result.orElseThrow()).isInstanceOf(Linking.Linked.class);
        assertThat(pendingUsers.all()).isEmpty();
        assertThat(desk.letsIn(EMAIL, PASSWORD)).isTrue();
        assertThat(desk.allUsers()).extracting(User::id).containsExactly(guest.id());
        assertThat(desk.registrationError(EMAIL, PASSWORD)).contains(ErrorCode.ACCOUNT_NAME_IN_USE);
    }

    /** An attacker registers the victim's address, never confirms it, and links it to an account of his own. */
    @Test
    void linkWhenRegistrationIsNotConfirmedThenRefusedAndItStaysAsItIs() {
        User attacker = guest();
        desk.register(EMAIL, PASSWORD);
        PendingUser unconfirmed = unconfirmed(pendingUsers.all().get(0));

        assertThat(desk.link(attacker, EMAIL, PASSWORD))
                .contains(new Linking.Refused(new Refuse(LinkingDecision.Reason.NOT_CONFIRMED, Optional.empty())));
        assertThat(pendingUsers.all()).containsExactly(unconfirmed);
        assertThat(desk.allUsers()).containsExactly(attacker);
    }

    @Test
    void linkWhenACrashLeftTheRegistrationThenTheUsersKeyOutranksIt() {
        User guest = guest();
        desk.register(EMAIL, PASSWORD);
        PendingUser left = pendingUsers.all().get(0);
        desk.link(guest, EMAIL, PASSWORD);
        pendingUsers.insert(left);
        User other = TestUsers.anonymous(2);
        desk.users.insert(other);

        assertThat(desk.letsIn(EMAIL, PASSWORD)).isTrue();
        assertThat(desk.link(other, EMAIL, PASSWORD).orElseThrow()).isInstanceOf(Linking.Refused.class);
        assertThat(desk.users.findByEmailKey(EMAIL).map(User::id)).contains(guest.id());
        assertThat(desk.allUsers()).hasSize(2);
    }

    @Test
    void linkWhenPasswordWasChangedAfterTheCrashThenTheRegistrationsOneIsWrong() {
        User guest = guest();
        desk.register(EMAIL, PASSWORD);
        PendingUser left = pendingUsers.all().get(0);
        desk.link(guest, EMAIL, PASSWORD);
        pendingUsers.insert(left);
        desk.users.update(
                guest, List.of(new UserChange.SetPassword(Optional.of(desk.passwords.hashed("another one")))));

        assertThat(desk.link(guest, EMAIL, PASSWORD)).isEmpty();
        assertThat(desk.letsIn(EMAIL, PASSWORD)).isFalse();
    }

    private User guest() {
        User guest = TestUsers.anonymous(1);
        desk.users.insert(guest);
        return guest;
    }

    private PendingUser unconfirmed(PendingUser pending) {
        PendingUser unconfirmed = new PendingUser(
                pending.id(),
                pending.userId(),
                pending.emailKey(),
                pending.email(),
                pending.password(),
                false,
                pending.createdAt());
        pendingUsers.delete(pending.id());
        pendingUsers.insert(unconfirmed);
        return unconfirmed;
    }

    private List<String> callsOf(String email, String password, Refused expected) {
        desk.passwords.expensiveCalls.clear();
        assertThat(desk.prove(email, password)).isEqualTo(expected);
        return List.copyOf(desk.passwords.expensiveCalls);
    }

    private static Refused refused(Reason reason, Optional<User> user) {
        return new Refused(ErrorCode.INVALID_PASSWORD, "invalid username/password", reason, user);
    }
}
