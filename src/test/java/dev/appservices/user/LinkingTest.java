package dev.appservices.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.testing.FakeUserDirectory;
import dev.appservices.testing.TestUsers;
import dev.appservices.user.Linking.Linked;
import dev.appservices.user.Linking.Refused;
import dev.appservices.user.LinkingDecision.Reason;
import dev.appservices.user.LinkingDecision.Refuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is written, and what happens when somebody else is faster than the one who links. */
final class LinkingTest {
    private static final Identity TOKEN = new Identity("custom-token", "t", Map.of("name", "Ada"));
    private static final PendingIdentity REGISTRATION = new PendingIdentity(
            new Identity("local-userpass", "p", Map.of("email", "Ada@example.org")),
            "ada@example.org",
            "Ada@example.org",
            false,
            TestUsers.password("h"),
            true);

    private final FakeUserDirectory users = new FakeUserDirectory();
    private final List<PendingIdentity> forgotten = new ArrayList<>();
    private boolean registrationIsThere = true;

    private final Linking linking = new Linking(users, registration -> {
        forgotten.add(registration);
        return registrationIsThere;
    });

    @Test
    void linkWhenNobodysThenTheLastIdentity() {
        User user = added(TestUsers.anonymous(1));

        assertThat(link(user, TOKEN)).isEqualTo(new Linked(user.with(TOKEN)));

        assertThat(users.findById(user.id())).contains(user.with(TOKEN));
        assertThat(forgotten).isEmpty();
    }

    @Test
    void linkWhenRegistrationThenAddressAndPasswordToo() {
        User user = added(TestUsers.anonymous(1));

        Linking.Result result = linkRegistration(user);

        User expected = user.with(REGISTRATION.identity()).with(REGISTRATION.changes());
        assertThat(result).isEqualTo(new Linked(expected));
        assertThat(users.findByEmailKey("ada@example.org")).contains(expected);
        assertThat(forgotten).containsExactly(REGISTRATION);
    }

    @Test
    void linkWhenAnotherAddressWasVerifiedThenTheNewOneIsNot() {
        User user = added(TestUsers.anonymous(1)
                .with(
                        new UserChange.SetEmail(Optional.of("other@example.org"), Optional.empty()),
                        new UserChange.SetEmailVerified(true)));

        linkRegistration(user);

        assertThat(users.findById(user.id()).map(User::emailVerified)).contains(false);
    }

    @Test
    void linkWhenAnotherWasFasterThenHisItIs() {
        User user = added(TestUsers.anonymous(1));
        User other = added(TestUsers.anonymous(2).with(TOKEN));

        assertThat(link(user, TOKEN))
                .isEqualTo(new Refused(new Refuse(Reason.OF_ANOTHER_USER, Optional.of(other.id()))));
        assertThat(users.findById(user.id())).contains(user);
    }

    @Test
    void linkWhenTheRegistrationHasJustLoggedInThenItsUserHasIt() {
        User user = added(TestUsers.anonymous(1));
        User other = added(User.withIdentity(TestUsers.id(2), REGISTRATION.identity(), TestUsers.CREATED)
                .with(REGISTRATION.changes()));

        assertThat(linkRegistration(user))
                .isEqualTo(new Refused(new Refuse(Reason.OF_ANOTHER_USER, Optional.of(other.id()))));
        assertThat(users.findById(user.id())).contains(user);
        assertThat(forgotten).isEmpty();
    }

    @Test
    void linkWhenTheUserHasJustDoneItHimselfThenNoOp() {
        User read = added(TestUsers.anonymous(1));
        linkRegistration(read);

        assertThat(linkRegistration(read))
                .isEqualTo(new Linked(read.with(REGISTRATION.identity()).with(REGISTRATION.changes())));
        assertThat(forgotten).hasSize(1);
    }

    @Test
    void linkWhenTheUserWasReadBeforeHeLinkedThenHeIsAsHeIsNow() {
        User read = added(TestUsers.anonymous(1));
        link(read, TOKEN);

        assertThat(linking.link(read, TOKEN, Optional.of(read.with(TOKEN)), Optional.empty()))
                .isEqualTo(new Linked(read.with(TOKEN)));
    }

    @Test
    void linkWhenTheUserHasJustLinkedAnotherAddressThenSecond() {
        User read = added(TestUsers.anonymous(1));
        users.link(
                read,
                new PendingIdentity(
                        new Identity("local-userpass", "q", Map.of()),
                        "q@example.org",
                        "q@example.org",
                        false,
                        TestUsers.password("q"),
                        true));

        assertThat(linkRegistration(read)).isEqualTo(new Refused(new Refuse(Reason.SECOND_PASSWORD, Optional.empty())));
    }

    @Test
    void linkWhenDisabledMeanwhileThenRefused() {
        User read = added(TestUsers.anonymous(1));
        users.update(read, List.of(new UserChange.SetEnabled(false)));

        assertThat(linkRegistration(read)).isEqualTo(new Refused(new Refuse(Reason.DISABLED, Optional.empty())));
    }

    @Test
    void linkWhenDeletedMeanwhileThenTheSessionIsInvalid() {
        User read = TestUsers.anonymous(1);

        for (Identity identity : List.of(TOKEN, REGISTRATION.identity())) {
            assertThatThrownBy(() -> linking.link(read, identity, Optional.empty(), Optional.of(REGISTRATION)))
                    .isInstanceOfSatisfying(AppServicesException.class, e -> {
                        assertThat(e.code()).contains(ErrorCode.INVALID_SESSION);
                        assertThat(e.status()).isEqualTo(401);
                        assertThat(e).hasMessageContaining("invalid session: No user found");
                    });
        }
        assertThat(users.count(UserSearch.ALL)).isZero();
    }

    @Test
    void linkWhenTheRegistrationHadItsUserDeletedThenTakenBack() {
        User user = added(TestUsers.anonymous(1)
                .with(
                        new UserChange.SetEmail(Optional.of("other@example.org"), Optional.empty()),
                        new UserChange.SetEmailVerified(true),
                        new UserChange.SetPassword(Optional.of(TestUsers.password("other")))));
        registrationIsThere = false;

        assertThat(linkRegistration(user))
                .isEqualTo(new Refused(new Refuse(Reason.UNKNOWN_REGISTRATION, Optional.empty())));
        assertThat(users.findById(user.id())).contains(user);
    }

    private User added(User user) {
        assertThat(users.insert(user)).isTrue();
        return user;
    }

    private Linking.Result link(User user, Identity identity) {
        return linking.link(user, identity, Optional.empty(), Optional.empty());
    }

    private Linking.Result linkRegistration(User user) {
        return linking.link(user, REGISTRATION.identity(), Optional.empty(), Optional.of(REGISTRATION));
    }
}
