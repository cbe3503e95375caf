package dev.appservices.login.localuserpass;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.Parallel;
import dev.appservices.testing.TestUsers;
import dev.appservices.user.KeyedAddresses.KeyedAddress;
import dev.appservices.user.MailedToken;
import dev.appservices.user.UserDirectory.Written;
import dev.appservices.user.UserId;

import static org.assertj.core.api.Assertions.assertThat;

/** What every {@link PendingUsers} does. */
abstract class PendingUsersContract {
    private static final String EMAIL = "ada@example.org";
    private static final Instant NOW = Instant.parse("2026-03-05T10:20:30.456Z");

    /** A store that holds what earlier calls of the same test have written, and nothing else. */
    abstract PendingUsers pendingUsers();

    @Test
    void insertWhenNewThenFoundWithEveryField() {
        PendingUser pending = pending(1, EMAIL);

        assertThat(pendingUsers().insert(pending)).isTrue();
        assertThat(pendingUsers().findByEmailKey(EMAIL)).contains(pending);
    }

    @Test
    void insertWhenUnconfirmedThenStaysSo() {
        PendingUser confirmed = pending(1, EMAIL);
        PendingUser unconfirmed = new PendingUser(
                confirmed.id(),
                confirmed.userId(),
                EMAIL,
                "Ada@Example.org",
                confirmed.password(),
                false,
                confirmed.createdAt());
        pendingUsers().insert(unconfirmed);

        assertThat(pendingUsers().findByEmailKey(EMAIL)).contains(unconfirmed);
    }

    @Test
    void insertWhenAddressIsTakenThenFalseAndTheFirstStays() {
        pendingUsers().insert(pending(1, EMAIL));

        assertThat(pendingUsers().insert(pending(2, EMAIL))).isFalse();
        assertThat(pendingUsers().findByEmailKey(EMAIL)).contains(pending(1, EMAIL));
    }

    @Test
    void insertWhenIdIsTakenThenFalse() {
        pendingUsers().insert(pending(1, EMAIL));

        assertThat(pendingUsers().insert(pending(1, "grace@example.org"))).isFalse();
        assertThat(pendingUsers().findByEmailKey("grace@example.org")).isEmpty();
    }

    @Test
    void insertWhenOtherCaseThenAnotherAddress() {
        pendingUsers().insert(pending(1, EMAIL));

        assertThat(pendingUsers().insert(pending(2, "Ada@example.org"))).isTrue();
        assertThat(pendingUsers().findByEmailKey("Ada@example.org")).contains(pending(2, "Ada@example.org"));
    }

    @Test
    void insertWhenSixteenThreadsThenOneWins() {
        PendingUsers pendingUsers = pendingUsers();

        List<Boolean> won = Parallel.run(
                16,
                () -> pendingUsers.insert(new PendingUser(
                        ObjectIds.random(),
                        UserId.random(),
                        EMAIL,
                        EMAIL,
                        TestUsers.password("h"),
                        true,
                        TestUsers.CREATED)));

        assertThat(won).containsOnlyOnce(true).hasSize(16);
    }

    @Test
    void findWhenTextIsAnOperatorThenEmpty() {
        pendingUsers().insert(pending(1, EMAIL));

        assertThat(pendingUsers().findByEmailKey(".*")).isEmpty();
        assertThat(pendingUsers().findByEmailKey("{\"$ne\":null}")).isEmpty();
    }

    @Test
    void findByEmailKeysWhenSeveralAreTakenThenTheFirst() {
        pendingUsers().insert(pending(1, EMAIL));
        pendingUsers().insert(pending(2, "Ada@example.org"));

        assertThat(pendingUsers().findByEmailKeys(List.of("Ada@example.org", EMAIL)))
                .contains(pending(2, "Ada@example.org"));
        assertThat(pendingUsers().findByEmailKeys(List.of("ADA@example.org", EMAIL)))
                .contains(pending(1, EMAIL));
    }

    @Test
    void addressesWhenPagedThenAllOfThemInTheOrderOfIds() {
        pendingUsers().insert(pending(2, "Grace@example.org"));
        pendingUsers().insert(pending(1, EMAIL));

        List<KeyedAddress> first = pendingUsers().addresses("", 1);

        assertThat(first).containsExactly(new KeyedAddress(TestUsers.id(101).hex(), TestUsers.id(1), EMAIL, EMAIL));
        assertThat(pendingUsers().addresses(first.get(0).id(), 5))
                .extracting(KeyedAddress::key)
                .containsExactly("Grace@example.org");
    }

    @Test
    void changeKeyWhenFreeTakenOrChangedThenDoneDuplicateOrGone() {
        pendingUsers().insert(pending(1, "Ada@example.org"));
        pendingUsers().insert(pending(2, "grace@example.org"));
        KeyedAddress read = pendingUsers().addresses("", 1).get(0);

        assertThat(pendingUsers().changeKey(read, "grace@example.org")).isEqualTo(Written.DUPLICATE);
        assertThat(pendingUsers().changeKey(read, EMAIL)).isEqualTo(Written.DONE);
        assertThat(pendingUsers().changeKey(read, "other@example.org")).isEqualTo(Written.GONE);
        assertThat(pendingUsers().findByEmailKey(EMAIL).map(PendingUser::email)).contains("Ada@example.org");
        assertThat(pendingUsers().findByEmailKey("other@example.org")).isEmpty();
    }

    @Test
    void deleteWhenThereThenOnlyThatOne() {
        pendingUsers().insert(pending(1, EMAIL));
        pendingUsers().insert(pending(2, "grace@example.org"));

        pendingUsers().delete(pending(1, EMAIL).id());

        assertThat(pendingUsers().findByEmailKey(EMAIL)).isEmpty();
        assertThat(pendingUsers().findByEmailKey("grace@example.org")).contains(pending(2, "grace@example.org"));
        assertThat(pendingUsers().insert(pending(3, EMAIL))).isTrue();
    }

    @Test
    void deleteByEmailKeyWhenThereThenOnlyThatOne() {
        pendingUsers().insert(pending(1, EMAIL));
        pendingUsers().insert(pending(2, "Ada@example.org"));

        pendingUsers().deleteByEmailKey(EMAIL);

        assertThat(pendingUsers().findByEmailKey(EMAIL)).isEmpty();
        assertThat(pendingUsers().findByEmailKey("Ada@example.org")).contains(pending(2, "Ada@example.org"));
    }

    @Test
    void deleteWhenNotThereThenNothingHappens() {
        pendingUsers().insert(pending(1, EMAIL));

        pendingUsers().delete(pending(2, EMAIL).id());
        pendingUsers().deleteByEmailKey("nobody@example.org");

        assertThat(pendingUsers().findByEmailKey(EMAIL)).contains(pending(1, EMAIL));
    }

    @Test
    void insertWhenEveryFieldHasAValueThenFoundWithThem() {
        PendingUser plain = pending(1, EMAIL);
        PendingUser full = new PendingUser(
                plain.id(),
                plain.userId(),
                EMAIL,
                EMAIL,
                plain.password(),
                true,
                true,
                Optional.of(token(1)),
                Optional.of(token(2).usedAt(NOW)),
                plain.createdAt());

        assertThat(pendingUsers().insert(full)).isTrue();

        assertThat(pendingUsers().findById(full.id())).contains(full);
        assertThat(pendingUsers().findByToken(token(1).id())).contains(full);
        assertThat(pendingUsers().findByToken(token(2).id())).contains(full);
        assertThat(pendingUsers().findByToken(token(3).id())).isEmpty();
        assertThat(pendingUsers().findById(TestUsers.id(9).hex())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void expectWhenAskedAgainThenTheNewerTokenReplacesTheOlder(MailPurpose purpose) {
        pendingUsers().insert(pending(1, EMAIL));
        pendingUsers().insert(pending(2, "grace@example.org"));
        String id = pending(1, EMAIL).id();

        assertThat(pendingUsers().expect(id, purpose, token(1))).isTrue();
        assertThat(pendingUsers().expect(id, purpose, token(2))).isTrue();

        assertThat(pendingUsers().findByToken(token(1).id())).isEmpty();
        assertThat(pendingUsers().findByToken(token(2).id()).flatMap(found -> found.token(purpose)))
                .contains(token(2));
        assertThat(pendingUsers().findById(pending(2, EMAIL).id())).contains(pending(2, "grace@example.org"));
        assertThat(pendingUsers().expect(pending(3, EMAIL).id(), purpose, token(3)))
                .isFalse();
    }

    @Test
    void confirmWhenTheTokenIsStillTheOneReadThenOnceOnly() {
        PendingUser read = insertUnconfirmed();
        pendingUsers().expect(read.id(), MailPurpose.CONFIRMATION, token(1));
        PendingUser waiting = pendingUsers().findById(read.id()).orElseThrow();

        assertThat(pendingUsers().confirm(waiting, NOW)).isTrue();
        assertThat(pendingUsers().confirm(waiting, NOW)).isFalse();

        PendingUser confirmed = pendingUsers().findById(read.id()).orElseThrow();
        assertThat(confirmed.confirmed()).isTrue();
        assertThat(confirmed.emailVerified()).isTrue();
        assertThat(confirmed.confirmation()).contains(token(1).usedAt(NOW));
        assertThat(confirmed.password()).isEqualTo(read.password());
    }

    @Test
    void confirmWhenTheTokenWasReplacedThenNothingHappens() {
        PendingUser read = insertUnconfirmed();
        pendingUsers().expect(read.id(), MailPurpose.CONFIRMATION, token(1));
        PendingUser waiting = pendingUsers().findById(read.id()).orElseThrow();
        pendingUsers().expect(read.id(), MailPurpose.CONFIRMATION, token(2));

        assertThat(pendingUsers().confirm(waiting, NOW)).isFalse();
        assertThat(pendingUsers().findById(read.id()).orElseThrow().confirmed()).isFalse();
    }

    @Test
    void confirmWhenSixteenThreadsBringTheTokenThenOneWins() {
        PendingUser read = insertUnconfirmed();
        pendingUsers().expect(read.id(), MailPurpose.CONFIRMATION, token(1));
        PendingUser waiting = pendingUsers().findById(read.id()).orElseThrow();
        PendingUsers store = pendingUsers();

        assertThat(Parallel.run(16, () -> store.confirm(waiting, NOW)))
                .containsOnlyOnce(true)
                .hasSize(16);
    }

    @Test
    void confirmByIdWhenThereThenConfirmedAndNothingProven() {
        PendingUser read = insertUnconfirmed();

        assertThat(pendingUsers().confirm(read.id())).isTrue();
        assertThat(pendingUsers().confirm(TestUsers.id(9).hex())).isFalse();

        PendingUser confirmed = pendingUsers().findById(read.id()).orElseThrow();
        assertThat(confirmed.confirmed()).isTrue();
        assertThat(confirmed.emailVerified()).isFalse();
    }

    @Test
    void resetPasswordWhenTheTokenIsStillTheOneReadThenOnceOnlyAndConfirmed() {
        PendingUser read = insertUnconfirmed();
        pendingUsers().expect(read.id(), MailPurpose.RESET, token(1));
        PendingUser waiting = pendingUsers().findById(read.id()).orElseThrow();

        assertThat(pendingUsers().resetPassword(waiting, TestUsers.password("new"), NOW))
                .isTrue();
        assertThat(pendingUsers().resetPassword(waiting, TestUsers.password("newer"), NOW))
                .isFalse();

        PendingUser changed = pendingUsers().findById(read.id()).orElseThrow();
        assertThat(changed.password()).isEqualTo(TestUsers.password("new"));
        assertThat(changed.confirmed()).isTrue();
        assertThat(changed.emailVerified()).isTrue();
        assertThat(changed.reset()).contains(token(1).usedAt(NOW));
    }

    @Test
    void listWhenPagedThenAllOfThemInTheOrderOfIds() {
        for (int number : new int[] {3, 1, 2}) {
            pendingUsers().insert(pending(number, number + "@example.org"));
        }

        List<PendingUser> first = pendingUsers().list("", 2);

        assertThat(first).extracting(PendingUser::email).containsExactly("1@example.org", "2@example.org");
        assertThat(pendingUsers().list(first.get(1).id(), 2))
                .extracting(PendingUser::email)
                .containsExactly("3@example.org");
    }

    private PendingUser insertUnconfirmed() {
        PendingUser confirmed = pending(1, EMAIL);
        PendingUser unconfirmed = new PendingUser(
                confirmed.id(), confirmed.userId(), EMAIL, EMAIL, confirmed.password(), false, confirmed.createdAt());
        assertThat(pendingUsers().insert(unconfirmed)).isTrue();
        return unconfirmed;
    }

    private static MailedToken token(int number) {
        return new MailedToken(TestUsers.id(number).hex(), "hash-" + number, EMAIL, NOW);
    }

    static PendingUser pending(int number, String email) {
        return new PendingUser(
                TestUsers.id(100 + number).hex(),
                TestUsers.id(number),
                email,
                email,
                TestUsers.password("hash-" + number),
                true,
                TestUsers.CREATED);
    }
}
