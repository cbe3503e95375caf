package dev.appservices.login.localuserpass;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.Parallel;
import dev.appservices.testing.TestUsers;
import dev.appservices.user.KeyedAddresses.KeyedAddress;
import dev.appservices.user.UserDirectory.Written;
import dev.appservices.user.UserId;

import static org.assertj.core.api.Assertions.assertThat;

/** What every {@link PendingUsers} does. */
abstract class PendingUsersContract {
    private static final String EMAIL = "ada@example.org";

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
