package dev.appservices.user;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.appservices.testing.Parallel;
import dev.appservices.testing.TestUsers;
import dev.appservices.user.UserDirectory.Unlinked;
import dev.appservices.user.UserDirectory.Written;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** How every {@link UserDirectory} links identities, and what it does to all users at once. */
public abstract class IdentityLinkContract extends UserSearchContract {
    private static final Identity GOOGLE = new Identity(
            "oauth2-google", "g-1", Map.of("email", "a@example.org"), Optional.of("ada"), Optional.empty());

    /** Whether the directory can keep a pair of provider type and identity id unique; only a test database cannot. */
    protected boolean enforcesIdentities() {
        return true;
    }

    @Test
    void linkWhenNewThenItIsTheLastIdentity() {
        directory().insert(TestUsers.anonymous(1));

        assertThat(directory().link(TestUsers.id(1), GOOGLE)).isEqualTo(Written.DONE);

        assertThat(identities(1))
                .containsExactly(TestUsers.anonymous(1).identities().get(0), GOOGLE);
        assertThat(directory().findByIdentity("oauth2-google", "g-1").map(User::id))
                .contains(TestUsers.id(1));
    }

    @Test
    void linkWhenAlreadyOwnThenNothing() {
        directory().insert(TestUsers.anonymous(1));
        directory().link(TestUsers.id(1), GOOGLE);

        assertThat(directory().link(TestUsers.id(1), new Identity("oauth2-google", "g-1", Map.of())))
                .isEqualTo(Written.DONE);
        assertThat(identities(1)).hasSize(2).contains(GOOGLE);
    }

    @Test
    void linkWhenNobodyThenGone() {
        assertThat(directory().link(TestUsers.id(1), GOOGLE)).isEqualTo(Written.GONE);
        assertThat(directory().count(UserSearch.ALL)).isZero();
    }

    @Test
    void linkWhenOfAnotherThenDuplicateAndNothingWritten() {
        assumeTrue(enforcesIdentities(), "Not run: this database does not enforce the index over identities");
        directory().insert(TestUsers.anonymous(1));
        directory().insert(TestUsers.anonymous(2));
        directory().link(TestUsers.id(1), GOOGLE);

        assertThat(directory().link(TestUsers.id(2), GOOGLE)).isEqualTo(Written.DUPLICATE);
        assertThat(identities(2)).hasSize(1);
    }

    @Test
    void linkWhenSixteenUsersAtOnceThenOneHasIt() {
        assumeTrue(enforcesIdentities(), "Not run: this database does not enforce the index over identities");
        UserDirectory directory = directory();
        List<User> users = IntStream.range(0, 16).mapToObj(TestUsers::anonymous).toList();
        directory.insertAll(users);
        AtomicInteger next = new AtomicInteger();

        List<Written> written = Parallel.run(
                16, () -> directory.link(users.get(next.getAndIncrement()).id(), GOOGLE));

        assertThat(written).containsOnlyOnce(Written.DONE);
        assertThat(directory.count(
                        UserSearch.of(new UserSearch.HasIdentity(Optional.of("oauth2-google"), Optional.empty()))))
                .isOne();
    }

    @Test
    void linkWhenRegistrationThenAllOfItAndFoundByIt() {
        User user = TestUsers.anonymous(1)
                .with(
                        new UserChange.SetEmail(Optional.of("old@example.org"), Optional.empty()),
                        new UserChange.SetEmailVerified(true));
        directory().insert(user);

        assertThat(directory().link(user, registration(7))).isEqualTo(Written.DONE);

        User expected =
                user.with(registration(7).identity()).with(registration(7).changes());
        assertThat(directory().findById(TestUsers.id(1))).contains(expected);
        assertThat(expected.emailVerified()).isFalse();
        assertThat(directory().findByEmailKey("r7@example.org")).contains(expected);
        assertThat(directory().findSoleByEmail("R7@example.org")).contains(expected);
        assertThat(directory().findSoleByEmail("old@example.org")).isEmpty();
        assertThat(directory().search(Searches.email("r7@example.org", true), 0, 10))
                .containsExactly(expected);
    }

    @Test
    void linkWhenRegistrationIsNotForThisUserThenGoneAndNothingWritten() {
        User disabled = TestUsers.anonymous(1).with(new UserChange.SetEnabled(false));
        User withPassword = TestUsers.withEmail(2, "two@example.org");
        directory().insertAll(List.of(disabled, withPassword));

        for (User user : List.of(disabled, withPassword, TestUsers.anonymous(3))) {
            assertThat(directory().link(user, registration(7))).as("%s", user).isEqualTo(Written.GONE);
        }
        // Read before somebody else changed them.
        assertThat(directory().link(TestUsers.anonymous(1), registration(7))).isEqualTo(Written.GONE);
        assertThat(directory().link(TestUsers.anonymous(2), registration(7))).isEqualTo(Written.GONE);
        assertThat(directory().search(UserSearch.ALL, 0, 10)).containsExactly(disabled, withPassword);
    }

    /** What the user is searched by does not tell that somebody else was faster. */
    @Test
    void linkWhenAnotherPasswordCameWithTheSameAddressThenGone() {
        User read =
                TestUsers.anonymous(1).with(new UserChange.SetEmail(Optional.of("r7@example.org"), Optional.empty()));
        directory().insert(read);
        directory().link(read, registration(7));
        PendingIdentity second = new PendingIdentity(
                new Identity("local-userpass", "password-8", Map.of()),
                "r7@example.org",
                "r7@example.org",
                false,
                TestUsers.password("hash-8"),
                true);

        assertThat(directory().link(read, second)).isEqualTo(Written.GONE);

        assertThat(directory().findById(TestUsers.id(1)))
                .contains(read.with(registration(7).identity())
                        .with(registration(7).changes()));
    }

    @Test
    void linkWhenAddressIsOfAnotherThenDuplicateAndNothingWritten() {
        User user = TestUsers.anonymous(1);
        User owner = TestUsers.withEmail(2, "r7@example.org");
        directory().insertAll(List.of(user, owner));

        assertThat(directory().link(user, registration(7))).isEqualTo(Written.DUPLICATE);

        assertThat(directory().search(UserSearch.ALL, 0, 10)).containsExactly(user, owner);
    }

    @Test
    void linkWhenNamesChangedSinceTheUserWasReadThenBothStay() {
        User read = TestUsers.anonymous(1);
        directory().insert(read);
        UserChange name = new UserChange.SetFirstName(Optional.of("Ada"));
        directory().update(read, List.of(name));

        assertThat(directory().link(read, registration(7))).isEqualTo(Written.DONE);

        User expected = read.with(name)
                .with(registration(7).identity())
                .with(registration(7).changes());
        assertThat(directory().search(Searches.firstName("ada", true), 0, 10)).containsExactly(expected);
        assertThat(directory().search(Searches.email("r7@example.org", true), 0, 10))
                .containsExactly(expected);
    }

    /** Four, since a DocumentDB server takes a second to tell a duplicate from a deadlock wherever two indexes clash. */
    @Test
    void linkWhenFourUsersWantOneRegistrationThenOneHasIt() {
        UserDirectory directory = directory();
        List<User> users = IntStream.range(0, 4).mapToObj(TestUsers::anonymous).toList();
        directory.insertAll(users);
        AtomicInteger next = new AtomicInteger();

        List<Written> written =
                Parallel.run(4, () -> directory.link(users.get(next.getAndIncrement()), registration(7)));

        assertThat(written).containsOnlyOnce(Written.DONE).contains(Written.DUPLICATE);
        assertThat(directory.search(UserSearch.ALL, 0, 100))
                .filteredOn(user -> user.identities().size() == 2)
                .hasSize(1);
    }

    @Test
    void linkWhenOneUserWantsSixteenRegistrationsThenHeHasOne() {
        UserDirectory directory = directory();
        User user = TestUsers.anonymous(1);
        directory.insert(user);
        AtomicInteger next = new AtomicInteger();

        List<Written> written = Parallel.run(16, () -> directory.link(user, registration(next.getAndIncrement())));

        assertThat(written).containsOnlyOnce(Written.DONE).contains(Written.GONE);
        User linked = directory.findById(TestUsers.id(1)).orElseThrow();
        assertThat(linked.identities()).hasSize(2);
        assertThat(linked.identities().get(1).data())
                .containsEntry("email", linked.email().orElseThrow());
        assertThat(linked.emailKey()).isEqualTo(linked.email());
    }

    @Test
    void unlinkWhenPasswordThenAddressAndPasswordGoWithIt() {
        User user = TestUsers.anonymous(1);
        directory().insert(user);
        directory().link(user, registration(7));
        User linked = directory().findById(TestUsers.id(1)).orElseThrow();
        directory().update(linked, List.of(new UserChange.SetEmailVerified(true)));

        assertThat(directory().unlink(TestUsers.id(1), "local-userpass", "password-7"))
                .isEqualTo(Unlinked.DONE);

        assertThat(directory().findById(TestUsers.id(1))).contains(user);
        assertThat(directory().search(Searches.email("r7@example.org", true), 0, 10))
                .isEmpty();
        assertThat(directory().insert(TestUsers.withEmail(2, "r7@example.org"))).isTrue();
    }

    @Test
    void unlinkWhenPasswordIsLastOrOfAnotherThenAllStays() {
        User user = TestUsers.withEmail(1, "one@example.org");
        directory().insert(user);

        assertThat(directory().unlink(TestUsers.id(1), "local-userpass", "password-1"))
                .isEqualTo(Unlinked.LAST);
        assertThat(directory().unlink(TestUsers.id(1), "local-userpass", "password-2"))
                .isEqualTo(Unlinked.ABSENT);
        assertThat(directory().unlink(TestUsers.id(2), "local-userpass", "password-1"))
                .isEqualTo(Unlinked.ABSENT);
        assertThat(directory().findById(TestUsers.id(1))).contains(user);
    }

    private static PendingIdentity registration(int number) {
        String email = "r" + number + "@example.org";
        return new PendingIdentity(
                new Identity("local-userpass", "password-" + number, Map.of("email", email)),
                email,
                email,
                false,
                TestUsers.password("hash-" + number),
                true);
    }

    @Test
    void updateIdentityWhenThereThenItAlone() {
        directory().insert(TestUsers.full(1));
        directory().link(TestUsers.id(1), GOOGLE);
        Identity renewed = new Identity(
                "oauth2-google", "g-1", Map.of("name", "Ada"), Optional.of("lovelace"), Optional.of("token"));

        assertThat(directory().updateIdentity(TestUsers.id(1), renewed)).isEqualTo(Written.DONE);

        List<Identity> own = TestUsers.full(1).identities();
        assertThat(identities(1)).containsExactly(own.get(0), own.get(1), renewed);
        assertThat(directory().updateIdentity(TestUsers.id(1), new Identity("oauth2-google", "g-2", Map.of())))
                .isEqualTo(Written.GONE);
        assertThat(identities(1)).containsExactly(own.get(0), own.get(1), renewed);
    }

    @Test
    void unlinkWhenAnotherIsLeftThenGone() {
        directory().insert(TestUsers.anonymous(1));
        directory().link(TestUsers.id(1), GOOGLE);

        assertThat(directory().unlink(TestUsers.id(1), "oauth2-google", "g-1")).isEqualTo(Unlinked.DONE);

        assertThat(identities(1)).isEqualTo(TestUsers.anonymous(1).identities());
        assertThat(directory().findByIdentity("oauth2-google", "g-1")).isEmpty();
    }

    @Test
    void unlinkWhenLastThenItStays() {
        directory().insert(TestUsers.anonymous(1));

        assertThat(directory().unlink(TestUsers.id(1), "anon-user", "anon-1")).isEqualTo(Unlinked.LAST);
        assertThat(identities(1)).isEqualTo(TestUsers.anonymous(1).identities());
    }

    @Test
    void unlinkWhenNotOwnThenAbsent() {
        directory().insert(TestUsers.full(1));

        assertThat(directory().unlink(TestUsers.id(1), "custom-token", "token-2"))
                .isEqualTo(Unlinked.ABSENT);
        assertThat(directory().unlink(TestUsers.id(2), "custom-token", "token-2"))
                .isEqualTo(Unlinked.ABSENT);
        assertThat(identities(1)).isEqualTo(TestUsers.full(1).identities());
    }

    @Test
    void inactiveAnonymousWhenAskedThenTheLongestInactiveOfThoseWithOneIdentity() {
        Instant before = TestUsers.CREATED.plusSeconds(100);
        for (int number = 1; number <= 5; number++) {
            directory()
                    .insert(TestUsers.anonymous(number)
                            .with(new UserChange.SetLastAuthenticatedAt(
                                    TestUsers.CREATED.plusSeconds(120 - 20L * number))));
        }
        directory().insert(TestUsers.withEmail(6, "ada@example.org"));
        directory().link(TestUsers.id(3), GOOGLE);

        assertThat(directory().inactiveAnonymous(before, 10))
                .extracting(User::id)
                .containsExactly(TestUsers.id(5), TestUsers.id(4), TestUsers.id(2));
        assertThat(directory().inactiveAnonymous(before, 1))
                .extracting(User::id)
                .containsExactly(TestUsers.id(5));
        assertThat(directory().deleteInactiveAnonymous(TestUsers.id(5), before)).isTrue();
        assertThat(directory().deleteInactiveAnonymous(TestUsers.id(5), before)).isFalse();
        assertThat(directory().deleteInactiveAnonymous(TestUsers.id(1), before)).isFalse();
        assertThat(directory().deleteInactiveAnonymous(TestUsers.id(3), before)).isFalse();
        assertThat(directory().deleteInactiveAnonymous(TestUsers.id(6), before)).isFalse();
        assertThat(directory().count(UserSearch.ALL)).isEqualTo(5);
    }

    @Test
    void rolesAndGroupsWhenOfAllThenEveryUser() {
        directory().insert(TestUsers.anonymous(1));
        directory().insert(TestUsers.full(2));

        directory().grantToAll("role-9");
        directory().removeRole("role-1");
        directory().removeGroup("group-1");

        assertThat(directory().search(UserSearch.ALL, 0, 10))
                .containsExactly(
                        TestUsers.anonymous(1).with(new UserChange.SetRoles(Set.of("role-9"))),
                        TestUsers.full(2)
                                .with(
                                        new UserChange.SetRoles(Set.of("role-2", "role-9")),
                                        new UserChange.SetGroups(Set.of())));
    }

    private List<Identity> identities(int number) {
        return directory().findById(TestUsers.id(number)).orElseThrow().identities();
    }
}
