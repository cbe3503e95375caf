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
