package dev.appservices.login.localuserpass;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.localuserpass.AddressProof.ForRegistration;
import dev.appservices.login.localuserpass.AddressProof.Refused;
import dev.appservices.testing.FakeMails;
import dev.appservices.user.EmailKeys;
import dev.appservices.user.UserId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConfirmationsTest {
    private static final String EMAIL = "ada@example.org";
    private static final String PASSWORD = "difference";

    private final Desk desk = new Desk();

    @Test
    void confirmWhenThePairIsRightThenLoginMakesAUserWithAVerifiedAddress() {
        UserId id = desk.registerByMail(EMAIL, PASSWORD);
        assertThat(desk.letsIn(EMAIL, PASSWORD)).isFalse();

        assertThat(desk.confirm(desk.mails.lastPair())).isInstanceOf(ForRegistration.class);

        assertThat(desk.letsIn(EMAIL, PASSWORD)).isTrue();
        assertThat(desk.users.findById(id).orElseThrow().emailVerified()).isTrue();
    }

    @Test
    void loginWhenConfirmedAutomaticallyThenTheAddressIsNotVerified() {
        assertThat(desk.newUser(EMAIL, PASSWORD).emailVerified()).isFalse();
    }

    @Test
    void confirmWhenTwiceThenUsed() {
        UserId id = desk.registerByMail(EMAIL, PASSWORD);
        MailPair pair = desk.mails.lastPair();
        desk.confirm(pair);

        assertThat(desk.confirm(pair)).isEqualTo(refused(TokenProblem.USED, id));
    }

    @Test
    void confirmWhenLateThenExpiredAndANewMailHelps() {
        UserId id = desk.registerByMail(EMAIL, PASSWORD);
        MailPair old = desk.mails.lastPair();
        desk.clock.move(Duration.ofMinutes(30));

        assertThat(desk.confirm(old)).isEqualTo(refused(TokenProblem.EXPIRED, id));

        desk.confirmations().send(desk.confirmations().waiting(EMAIL), desk.mails);
        assertThat(desk.confirm(desk.mails.lastPair())).isInstanceOf(ForRegistration.class);
    }

    @Test
    void confirmWhenANewerMailWasSentThenTheOlderIsUnknown() {
        desk.registerByMail(EMAIL, PASSWORD);
        MailPair old = desk.mails.lastPair();
        desk.confirmations().send(desk.confirmations().waiting(EMAIL), desk.mails);

        assertThat(desk.confirm(old)).isEqualTo(new Refused(TokenProblem.UNKNOWN, Optional.empty()));
        assertThat(desk.letsIn(EMAIL, PASSWORD)).isFalse();
    }

    @Test
    void confirmWhenOnlyTheIdIsRightThenWrongToken() {
        UserId id = desk.registerByMail(EMAIL, PASSWORD);
        MailPair guess =
                new MailPair(MailPair.random().token(), desk.mails.lastPair().tokenId());

        assertThat(desk.confirm(guess)).isEqualTo(refused(TokenProblem.WRONG_TOKEN, id));
        assertThat(desk.letsIn(EMAIL, PASSWORD)).isFalse();
    }

    @Test
    void confirmWhenThePairIsForAPasswordThenWrongPurpose() {
        UserId pending = desk.registerByMail(EMAIL, PASSWORD);
        assertThat(desk.confirm(desk.askForReset(EMAIL))).isEqualTo(refused(TokenProblem.WRONG_PURPOSE, pending));

        desk.newUser("grace@example.org", PASSWORD);
        assertThat(desk.confirm(desk.askForReset("grace@example.org")))
                .isEqualTo(new Refused(TokenProblem.WRONG_PURPOSE, Optional.empty()));
    }

    @Test
    void confirmWhenNoPairThenMalformed() {
        assertThat(desk.confirmations().confirm("", ""))
                .isEqualTo(new Refused(TokenProblem.MALFORMED, Optional.empty()));
        assertThat(desk.confirm(MailPair.random())).isEqualTo(new Refused(TokenProblem.UNKNOWN, Optional.empty()));
    }

    @Test
    void waitingWhenConfirmedOrUnknownThenSaid() {
        desk.register(EMAIL, PASSWORD);
        desk.newUser("grace@example.org", PASSWORD);

        assertError(EMAIL, ErrorCode.USER_ALREADY_CONFIRMED, "already confirmed");
        assertError("grace@example.org", ErrorCode.USER_ALREADY_CONFIRMED, "already confirmed");
        assertError("nobody@example.org", ErrorCode.USER_NOT_FOUND, "user not found");
        assertError("", ErrorCode.USER_NOT_FOUND, "user not found");
    }

    @Test
    void waitingWhenCaseDoesNotCountThenAnySpellingAndTheMailGoesToTheStoredOne() {
        desk.emailKeys = EmailKeys.INSENSITIVE;
        desk.registerByMail("Ada@example.org", PASSWORD);

        desk.confirmations().send(desk.confirmations().waiting("ADA@EXAMPLE.ORG"), desk.mails);

        assertThat(desk.mails.sent).extracting(FakeMails.Sent::address).containsOnly("Ada@example.org");
    }

    /** Whoever registers with somebody else's address gets no farther, and the owner can still take it. */
    @Test
    void resetWhenAStrangerHasRegisteredTheAddressThenTheOwnerHasTheAccountAndTheStrangerNot() {
        desk.registerByMail(EMAIL, "password of a stranger");

        desk.reset(desk.askForReset(EMAIL), "password of the owner");

        assertThat(desk.letsIn(EMAIL, "password of a stranger")).isFalse();
        assertThat(desk.letsIn(EMAIL, "password of the owner")).isTrue();
    }

    private void assertError(String email, ErrorCode code, String text) {
        assertThatThrownBy(() -> desk.confirmations().waiting(email))
                .isInstanceOfSatisfying(AppServicesException.class, e -> {
                    assertThat(e.code()).contains(code);
                    assertThat(e.publicText()).isEqualTo(text);
                });
    }

    private static Refused refused(TokenProblem problem, UserId id) {
        return new Refused(problem, Optional.of(id.hex()));
    }
}
