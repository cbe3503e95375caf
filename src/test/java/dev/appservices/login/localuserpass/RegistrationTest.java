package dev.appservices.login.localuserpass;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.testing.FakeMails;
import dev.appservices.testing.FakePasswords;
import dev.appservices.testing.FakePendingUsers;
import dev.appservices.testing.FakeUserDirectory;
import dev.appservices.testing.Parallel;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserDirectory.Written;
import dev.appservices.user.UserId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class RegistrationTest {
    private static final String EMAIL = "ada@example.org";
    private static final String PASSWORD = "difference";

    private final FakePendingUsers pendingUsers = new FakePendingUsers();
    private final Desk desk = new Desk(new FakeUserDirectory(), pendingUsers);

    @Test
    void registerWhenNewThenConfirmedRegistrationAndNoUser() {
        UserId id = desk.register(EMAIL, PASSWORD);

        PendingUser pending = pendingUsers.findByEmailKey(EMAIL).orElseThrow();
        assertThat(pending)
                .isEqualTo(new PendingUser(
                        pending.id(), id, EMAIL, EMAIL, desk.passwords.hashed(PASSWORD), true, Desk.NOW));
        assertThat(pending.id()).matches("[0-9a-f]{24}").isNotEqualTo(id.hex());
        assertThat(desk.allUsers()).isEmpty();
    }

    @Test
    void registerWhenOtherCaseThenAnotherAddress() {
        desk.register(EMAIL, PASSWORD);
        desk.register("Ada@example.org", PASSWORD);

        assertThat(pendingUsers.all()).extracting(PendingUser::email).containsExactly(EMAIL, "Ada@example.org");
    }

    @Test
    void registerWhenPendingThenInUseAndUnchanged() {
        desk.register(EMAIL, PASSWORD);
        List<PendingUser> before = pendingUsers.all();

        assertRefused(EMAIL, "other-password", ErrorCode.ACCOUNT_NAME_IN_USE, "name already in use");
        assertThat(pendingUsers.all()).isEqualTo(before);
    }

    @Test
    void registerWhenUserThenInUseAndNothingPending() {
        User user = desk.newUser(EMAIL, PASSWORD);

        assertRefused(EMAIL, "other-password", ErrorCode.ACCOUNT_NAME_IN_USE, "name already in use");
        assertThat(pendingUsers.all()).isEmpty();
        assertThat(desk.allUsers()).containsExactly(user);
    }

    @Test
    void registerWhenUserDeletedThenNewIds() {
        User user = desk.newUser(EMAIL, PASSWORD);
        desk.users.delete(user.id());

        assertThat(desk.register(EMAIL, PASSWORD)).isNotEqualTo(user.id());
    }

    /** Another server finishes registration and first login between the look and the write of this one. */
    @Test
    void registerWhenUserAppearsInBetweenThenInUseAndNothingPending() {
        Desk late = new Desk(desk.users, Meanwhile.beforeInsert(pendingUsers, () -> desk.newUser(EMAIL, PASSWORD)));

        assertThat(late.registrationError(EMAIL, "other-password")).contains(ErrorCode.ACCOUNT_NAME_IN_USE);
        assertThat(pendingUsers.all()).isEmpty();
        assertThat(desk.letsIn(EMAIL, PASSWORD)).isTrue();
        assertThat(desk.letsIn(EMAIL, "other-password")).isFalse();
    }

    @Test
    void registerWhenRegistrationAppearsInBetweenThenInUse() {
        Desk late = new Desk(desk.users, Meanwhile.beforeInsert(pendingUsers, () -> desk.register(EMAIL, PASSWORD)));

        assertThat(late.registrationError(EMAIL, "other-password")).contains(ErrorCode.ACCOUNT_NAME_IN_USE);
        assertThat(desk.letsIn(EMAIL, PASSWORD)).isTrue();
    }

    static List<String> unusableEmails() {
        return List.of("", "a".repeat(129), "a\0b");
    }

    @ParameterizedTest
    @MethodSource("unusableEmails")
    void registerWhenEmailUnusableThenBadRequest(String email) {
        assertRefused(email, PASSWORD, ErrorCode.BAD_REQUEST, "email invalid");
        assertThat(pendingUsers.all()).isEmpty();
    }

    static List<String> usableEmails() {
        return List.of("a", "a".repeat(128), " spaces ", "not an address", "$ne");
    }

    @ParameterizedTest
    @MethodSource("usableEmails")
    void registerWhenAnyOtherTextThenTaken(String email) {
        desk.register(email, PASSWORD);

        assertThat(desk.letsIn(email, PASSWORD)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 129, 4000})
    void registerWhenPasswordTooShortOrLongThenBadRequest(int length) {
        assertRefused(
                EMAIL, "p".repeat(length), ErrorCode.BAD_REQUEST, "password must be between 6 and 128 characters");
        assertThat(pendingUsers.all()).isEmpty();
        assertThat(desk.passwords.expensiveCalls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 128})
    void registerWhenPasswordAtTheBoundThenTaken(int length) {
        desk.register(EMAIL, "p".repeat(length));

        assertThat(desk.letsIn(EMAIL, "p".repeat(length))).isTrue();
    }

    @Test
    void registerWhenPolicyRefusesThenItsSentence() {
        assertRefused(
                EMAIL, FakePasswords.FORBIDDEN, ErrorCode.BAD_REQUEST, "password breaks the policy: ada@example.org");
        assertThat(pendingUsers.all()).isEmpty();
    }

    @Test
    void registerWhenTwentyAtOnceThenOneAndOneUser() {
        AtomicInteger number = new AtomicInteger();
        List<Optional<ErrorCode>> errors =
                Parallel.run(20, () -> desk.registrationError(EMAIL, "password-" + number.incrementAndGet()));

        assertThat(errors).containsOnlyOnce(Optional.empty()).hasSize(20);
        assertThat(errors).containsOnly(Optional.empty(), Optional.of(ErrorCode.ACCOUNT_NAME_IN_USE));
        assertThat(pendingUsers.all()).hasSize(1);

        UserId id = pendingUsers.all().get(0).userId();
        String password = pendingUsers.all().get(0).password().hash().substring("hash of ".length());
        assertThat(Parallel.run(20, () -> desk.letsIn(EMAIL, password))).containsOnly(true);
        assertThat(desk.allUsers()).extracting(User::id).containsExactly(id);
        assertThat(pendingUsers.all()).isEmpty();
    }

    @Test
    void updateWhenUserTakesAnAddressThenInUse() {
        User user = desk.newUser("old@example.org", PASSWORD);
        Written written =
                desk.users.update(user, List.of(new UserChange.SetEmail(Optional.of(EMAIL), Optional.of(EMAIL))));

        assertThat(written).isEqualTo(Written.DONE);
        assertThat(desk.registrationError(EMAIL, PASSWORD)).contains(ErrorCode.ACCOUNT_NAME_IN_USE);
        assertThat(desk.registrationError("old@example.org", PASSWORD)).isEmpty();
    }

    private void assertRefused(String email, String password, ErrorCode code, String text) {
        assertThatThrownBy(() -> desk.register(email, password))
                .isInstanceOfSatisfying(AppServicesException.class, e -> {
                    assertThat(e.code()).contains(code);
                    assertThat(e.status()).isEqualTo(code.status());
                    assertThat(e.publicText()).isEqualTo(text);
                });
    }

    @Test
    void registerByMailWhenNewThenWaitsForThePairInTheMail() {
        UserId id = desk.registerByMail(EMAIL, PASSWORD);

        PendingUser pending = pendingUsers.findByEmailKey(EMAIL).orElseThrow();
        assertThat(pending.userId()).isEqualTo(id);
        assertThat(pending.confirmed()).isFalse();
        assertThat(pending.emailVerified()).isFalse();
        assertThat(desk.mails.sent)
                .containsExactly(new FakeMails.Sent(MailPurpose.CONFIRMATION, EMAIL, desk.mails.lastPair()));
        assertThat(pending.confirmation()).contains(desk.mails.lastPair().mailedTo(EMAIL, Desk.NOW));
        assertThat(pending.reset()).isEmpty();
    }

    @Test
    void registerByMailWhenPendingThenInUseAndNoSecondMail() {
        desk.registerByMail(EMAIL, PASSWORD);

        assertThatThrownBy(() -> desk.registerByMail(EMAIL, "other-password"))
                .isInstanceOfSatisfying(
                        AppServicesException.class, e -> assertThat(e.code()).contains(ErrorCode.ACCOUNT_NAME_IN_USE));
        assertThat(desk.mails.sent).hasSize(1);
    }

    /** The client still has what it sent, and may send it again. */
    @Test
    void registerByMailWhenTheMailIsNotTakenThenTheAddressIsFree() {
        desk.mails.failing = true;

        assertThatThrownBy(() -> desk.registerByMail(EMAIL, PASSWORD))
                .isInstanceOfSatisfying(
                        AppServicesException.class, e -> assertThat(e.status()).isEqualTo(503));
        assertThat(pendingUsers.all()).isEmpty();
    }

    @Test
    void registerByMailWhenThereIsNoServerThenNothingIsHashedOrWritten() {
        desk.mails.absent = true;

        assertThatThrownBy(() -> desk.registerByMail(EMAIL, PASSWORD))
                .isInstanceOfSatisfying(
                        AppServicesException.class, e -> assertThat(e.status()).isEqualTo(503));
        assertThat(pendingUsers.all()).isEmpty();
        assertThat(desk.passwords.expensiveCalls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asdf",
                "@example.org",
                "ada@",
                " ada@example.org",
                "ada@example.org ",
                "ada@exam\nple.org",
                "unreachable@example.org"
            })
    void registerByMailWhenNoMailCanGoThereThenBadRequest(String email) {
        assertThatThrownBy(() -> desk.registerByMail(email, PASSWORD))
                .isInstanceOfSatisfying(AppServicesException.class, e -> {
                    assertThat(e.code()).contains(ErrorCode.BAD_REQUEST);
                    assertThat(e.publicText()).isEqualTo("email invalid");
                });
        assertThat(pendingUsers.all()).isEmpty();
    }
}
