package dev.appservices.user;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.appservices.testing.Parallel;
import dev.appservices.testing.TestUsers;
import dev.appservices.user.UserDirectory.Written;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What every {@link UserDirectory} does: what is tested against the fake holds for the real one. */
public abstract class UserDirectoryContract extends EmailKeyContract {
    @Test
    void findWhenNobodyIsThereThenEmpty() {
        assertThat(directory().findById(TestUsers.id(1))).isEmpty();
        assertThat(directory().findByEmailKey("ada@example.org")).isEmpty();
        assertThat(directory().findSoleByEmail("ada@example.org")).isEmpty();
        assertThat(directory().findByUsername("ada")).isEmpty();
        assertThat(directory().findByIdentity("anon-user", "anon-1")).isEmpty();
        assertThat(directory().count(UserSearch.ALL)).isZero();
    }

    @Test
    void insertWhenFullThenEveryFieldIsFoundAgain() {
        assertThat(directory().insert(TestUsers.full(1))).isTrue();

        assertThat(directory().findById(TestUsers.id(1))).contains(TestUsers.full(1));
        assertThat(directory().findByEmailKey("Full@example.org")).contains(TestUsers.full(1));
        assertThat(directory().findSoleByEmail("FULL@Example.org")).contains(TestUsers.full(1));
        assertThat(directory().findByUsername("name-1")).contains(TestUsers.full(1));
        assertThat(directory().findByIdentity("custom-token", "token-1")).contains(TestUsers.full(1));
    }

    @Test
    void insertWhenOnlyAnIdentityThenFoundAsIs() {
        assertThat(directory().insert(TestUsers.anonymous(1))).isTrue();
        assertThat(directory().insert(TestUsers.anonymous(2))).isTrue();

        assertThat(directory().findById(TestUsers.id(2))).contains(TestUsers.anonymous(2));
    }

    @Test
    void replacePasswordWhenStillTheOneReadThenReplacedAndNothingElse() {
        User user = TestUsers.withEmail(1, "ada@example.org");
        directory().insert(user);
        directory().insert(TestUsers.withEmail(2, "grace@example.org"));
        Password replacement = TestUsers.password("newer");

        assertThat(directory().replacePassword(user.id(), TestUsers.password("hash-1"), replacement))
                .isTrue();

        assertThat(directory().findById(user.id()))
                .contains(user.with(new UserChange.SetPassword(Optional.of(replacement))));
        assertThat(directory().findById(TestUsers.id(2))).contains(TestUsers.withEmail(2, "grace@example.org"));
    }

    @Test
    void replacePasswordWhenChangedMeanwhileThenTheChangeStays() {
        User user = TestUsers.withEmail(1, "ada@example.org");
        directory().insert(user);
        UserChange byOperator = new UserChange.SetPassword(Optional.of(TestUsers.password("by the operator")));
        directory().update(user, List.of(byOperator));

        assertThat(directory().replacePassword(user.id(), TestUsers.password("hash-1"), TestUsers.password("newer")))
                .isFalse();
        assertThat(directory().findById(user.id())).contains(user.with(byOperator));
    }

    @Test
    void replacePasswordWhenTakenAwayOrUserIsGoneThenNothing() {
        User user = TestUsers.withEmail(1, "ada@example.org");
        directory().insert(user);
        directory().update(user, List.of(new UserChange.SetPassword(Optional.empty())));

        assertThat(directory().replacePassword(user.id(), TestUsers.password("hash-1"), TestUsers.password("newer")))
                .isFalse();
        assertThat(directory().findById(user.id()).flatMap(User::password)).isEmpty();
        assertThat(directory().replacePassword(TestUsers.id(9), TestUsers.password("a"), TestUsers.password("b")))
                .isFalse();
        assertThat(directory().findById(TestUsers.id(9))).isEmpty();
    }

    @Test
    void findByEmailKeyWhenOtherCaseThenEmpty() {
        directory().insert(TestUsers.withEmail(1, "Ada@example.org"));

        assertThat(directory().findByEmailKey("ada@example.org")).isEmpty();
    }

    @Test
    void findSoleByEmailWhenTwoUsersThenEmpty() {
        directory().insert(TestUsers.withEmail(1, "Ada@example.org"));
        assertThat(directory().findSoleByEmail("ada@example.org")).contains(TestUsers.withEmail(1, "Ada@example.org"));

        directory().insert(TestUsers.withEmail(2, "ada@example.org"));
        assertThat(directory().findSoleByEmail("ada@example.org")).isEmpty();
    }

    static Stream<User> duplicates() {
        User sameId =
                User.withIdentity(TestUsers.id(1), new Identity("anon-user", "anon-1", Map.of()), TestUsers.CREATED);
        User sameKey = TestUsers.withEmail(2, "ada@example.org");
        User sameName = TestUsers.anonymous(3).with(new UserChange.SetUsername(Optional.of("ada")));
        return Stream.of(sameId, sameKey, sameName);
    }

    @ParameterizedTest
    @MethodSource("duplicates")
    void insertWhenTakenThenFalseAndNothingWritten(User duplicate) {
        User existing = TestUsers.withEmail(1, "ada@example.org").with(new UserChange.SetUsername(Optional.of("ada")));
        directory().insert(existing);

        assertThat(directory().insert(duplicate)).isFalse();
        assertThat(directory().search(UserSearch.ALL, 0, 10)).containsExactly(existing);
    }

    @Test
    void insertWhenIdentityIsTakenThenFalseAndNothingWritten() {
        assumeTrue(enforcesIdentities(), "Not run: this database does not enforce the index over identities");
        User existing = TestUsers.full(1);
        directory().insert(existing);

        for (Identity identity : existing.identities()) {
            assertThat(directory().insert(User.withIdentity(TestUsers.id(2), identity, TestUsers.CREATED)))
                    .isFalse();
        }
        assertThat(directory().search(UserSearch.ALL, 0, 10)).containsExactly(existing);
    }

    @Test
    void insertWhenSameIdentityIdOfAnotherTypeThenTrue() {
        directory().insert(userWithIdentity(1, "custom-token"));

        assertThat(directory().insert(userWithIdentity(2, "oauth2-apple"))).isTrue();
    }

    @Test
    void insertWhenSixteenThreadsThenOneWins() {
        UserDirectory directory = directory();

        List<Boolean> won = Parallel.run(
                16,
                () -> directory.insert(User.withIdentity(
                                UserId.random(),
                                new Identity("anon-user", UserId.random().hex(), Map.of()),
                                TestUsers.CREATED)
                        .with(new UserChange.SetEmail(
                                Optional.of("ada@example.org"), Optional.of("ada@example.org")))));

        assertThat(won).containsOnlyOnce(true).hasSize(16);
        assertThat(directory.count(UserSearch.ALL)).isOne();
    }

    static Stream<UserChange> changes() {
        Instant later = TestUsers.CREATED.plusSeconds(3600);
        return Stream.of(
                new UserChange.SetEnabled(false),
                new UserChange.SetEnabled(true),
                new UserChange.SetUsername(Optional.of("ada")),
                new UserChange.SetUsername(Optional.empty()),
                new UserChange.SetEmail(Optional.of("New@Example.org"), Optional.of("New@Example.org")),
                new UserChange.SetEmail(Optional.of("New@Example.org"), Optional.empty()),
                new UserChange.SetEmail(Optional.empty(), Optional.empty()),
                new UserChange.SetEmailVerified(true),
                new UserChange.SetEmailVerified(false),
                new UserChange.SetFirstName(Optional.of("Ada")),
                new UserChange.SetFirstName(Optional.empty()),
                new UserChange.SetLastName(Optional.of("King")),
                new UserChange.SetLastName(Optional.empty()),
                new UserChange.SetAttributes(Map.of("a.b", List.of("$ne"), "$c", List.of("d", "e"))),
                new UserChange.SetAttributes(Map.of()),
                new UserChange.SetRoles(Set.of("role-3")),
                new UserChange.SetRoles(Set.of()),
                new UserChange.SetGroups(Set.of("group-3", "group-4")),
                new UserChange.SetGroups(Set.of()),
                new UserChange.SetRequiredActions(Set.of("VERIFY_EMAIL")),
                new UserChange.SetRequiredActions(Set.of()),
                new UserChange.SetPassword(Optional.of(TestUsers.password("new"))),
                new UserChange.SetPassword(Optional.empty()),
                new UserChange.PutCredential(TestUsers.credential("otp-1")),
                new UserChange.PutCredential(TestUsers.credential("otp-2")),
                new UserChange.RemoveCredential("otp-1"),
                new UserChange.SetCredentialOrder(List.of("password", "otp-1")),
                new UserChange.SetCredentialOrder(List.of()),
                new UserChange.SetNotBefore(1_800_000_000),
                new UserChange.SetNotBefore(0),
                new UserChange.PutDevice(new UserDevice(TestUsers.id(78).hex(), Map.of("sdk", "2.0.1"), later)),
                new UserChange.RemoveDevice(TestUsers.id(77).hex()),
                new UserChange.SetIdentityData(new Identity("custom-token", "token-1", Map.of("name", "Renewed"))),
                new UserChange.SetCreatedAt(later),
                new UserChange.SetLastAuthenticatedAt(later));
    }

    @Test
    void changesWhenListedThenEveryKindIsThere() {
        assertThat(changes().map(Object::getClass)).contains(UserChange.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("changes")
    void updateWhenOneChangeThenThatFieldAlone(UserChange change) {
        directory().insert(TestUsers.full(1));
        directory().insert(TestUsers.anonymous(2));

        assertThat(directory().update(TestUsers.full(1), List.of(change))).isEqualTo(Written.DONE);
        assertThat(directory().update(TestUsers.anonymous(2), List.of(change))).isIn(Written.DONE, Written.DUPLICATE);

        assertThat(directory().findById(TestUsers.id(1)))
                .contains(TestUsers.full(1).with(change));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void updateWhenNewUserThenThatFieldAlone(UserChange change) {
        directory().insert(TestUsers.anonymous(1));

        assertThat(directory().update(TestUsers.anonymous(1), List.of(change))).isEqualTo(Written.DONE);

        assertThat(directory().search(UserSearch.ALL, 0, 10))
                .containsExactly(TestUsers.anonymous(1).with(change));
    }

    @Test
    void updateWhenSeveralChangesThenAll() {
        directory().insert(TestUsers.anonymous(1));
        UserChange[] changes = changes().toArray(UserChange[]::new);
        UserChange[] some = {changes[0], changes[2], changes[4], changes[7], changes[9], changes[11], changes[13]};

        assertThat(directory().update(TestUsers.anonymous(1), List.of(some))).isEqualTo(Written.DONE);

        assertThat(directory().findById(TestUsers.id(1)))
                .contains(TestUsers.anonymous(1).with(some));
    }

    @Test
    void updateWhenEmailChangesThenTheOldKeyIsFree() {
        directory().insert(TestUsers.withEmail(1, "old@example.org"));

        directory()
                .update(
                        TestUsers.withEmail(1, "old@example.org"),
                        List.of(new UserChange.SetEmail(
                                Optional.of("new@example.org"), Optional.of("new@example.org"))));

        assertThat(directory().findByEmailKey("old@example.org")).isEmpty();
        assertThat(directory().findSoleByEmail("old@example.org")).isEmpty();
        assertThat(directory().findByEmailKey("new@example.org").map(User::id)).contains(TestUsers.id(1));
        assertThat(directory().findSoleByEmail("new@example.org").map(User::id)).contains(TestUsers.id(1));
        assertThat(directory().insert(TestUsers.withEmail(2, "old@example.org")))
                .isTrue();
    }

    @Test
    void updateWhenKeyOfAnotherThenDuplicateAndNothingWritten() {
        directory().insert(TestUsers.withEmail(1, "ada@example.org"));
        directory().insert(TestUsers.withEmail(2, "grace@example.org"));

        Written written = directory()
                .update(
                        TestUsers.withEmail(2, "grace@example.org"),
                        List.of(
                                new UserChange.SetFirstName(Optional.of("Ada")),
                                new UserChange.SetEmail(
                                        Optional.of("ada@example.org"), Optional.of("ada@example.org"))));

        assertThat(written).isEqualTo(Written.DUPLICATE);
        assertThat(directory().search(UserSearch.ALL, 0, 10))
                .containsExactly(
                        TestUsers.withEmail(1, "ada@example.org"), TestUsers.withEmail(2, "grace@example.org"));
    }

    @Test
    void updateWhenOwnKeyAgainThenDone() {
        directory().insert(TestUsers.withEmail(1, "ada@example.org"));

        assertThat(directory()
                        .update(
                                TestUsers.withEmail(1, "ada@example.org"),
                                List.of(new UserChange.SetEmail(
                                        Optional.of("ada@example.org"), Optional.of("ada@example.org")))))
                .isEqualTo(Written.DONE);
    }

    @Test
    void updateWhenNobodyThenGoneAndNothingWritten() {
        assertThat(directory().update(TestUsers.anonymous(1), List.of(new UserChange.SetEnabled(false))))
                .isEqualTo(Written.GONE);
        assertThat(directory().count(UserSearch.ALL)).isZero();
    }

    @Test
    void updateWhenOneFieldChangesTwiceThenTheLastCounts() {
        directory().insert(TestUsers.full(1));
        List<UserChange> changes = List.of(
                new UserChange.SetRoles(Set.of("role-1")),
                new UserChange.SetRoles(Set.of()),
                new UserChange.SetAttributes(Map.of()),
                new UserChange.SetAttributes(Map.of("a", List.of("b"))),
                new UserChange.PutCredential(TestUsers.credential("otp-9")),
                new UserChange.RemoveCredential("otp-9"));

        assertThat(directory().update(TestUsers.full(1), changes)).isEqualTo(Written.DONE);

        assertThat(directory().findById(TestUsers.id(1)))
                .contains(TestUsers.full(1).with(changes));
    }

    /** Two requests that read a user at the same time and change different fields: no change and no search is lost. */
    @Test
    void updateWhenAnotherCameBetweenThenBothAreFoundByTheirTexts() {
        User read = TestUsers.withEmail(1, "ada@example.org");
        directory().insert(read);
        directory().update(read, List.of(new UserChange.SetFirstName(Optional.of("Ada"))));

        assertThat(directory().update(read, List.of(new UserChange.SetLastName(Optional.of("King")))))
                .isEqualTo(Written.DONE);

        assertThat(directory().search(Searches.text("ada king"), 0, 2))
                .containsExactly(read.with(
                        new UserChange.SetFirstName(Optional.of("Ada")),
                        new UserChange.SetLastName(Optional.of("King"))));
    }

    @Test
    void insertAllWhenSomeAreTakenThenTheOthers() {
        directory().insert(TestUsers.withEmail(1, "ada@example.org"));

        assertThat(directory()
                        .insertAll(List.of(
                                TestUsers.anonymous(2),
                                TestUsers.withEmail(3, "ada@example.org"),
                                TestUsers.withEmail(4, "grace@example.org"))))
                .containsExactly(TestUsers.id(3));
        assertThat(directory().insertAll(List.of())).isEmpty();

        assertThat(directory().search(UserSearch.ALL, 0, 10))
                .containsExactly(
                        TestUsers.withEmail(1, "ada@example.org"),
                        TestUsers.anonymous(2),
                        TestUsers.withEmail(4, "grace@example.org"));
    }

    @Test
    void deleteWhenThereThenGoneAndItsKeysAreFree() {
        directory().insert(TestUsers.withEmail(1, "ada@example.org"));
        directory().insert(TestUsers.anonymous(2));

        assertThat(directory().delete(TestUsers.id(1))).isTrue();

        assertThat(directory().search(UserSearch.ALL, 0, 10)).containsExactly(TestUsers.anonymous(2));
        assertThat(directory().insert(TestUsers.withEmail(3, "ada@example.org")))
                .isTrue();
    }

    @Test
    void deleteWhenNobodyThenFalse() {
        directory().insert(TestUsers.anonymous(2));

        assertThat(directory().delete(TestUsers.id(1))).isFalse();
        assertThat(directory().count(UserSearch.ALL)).isOne();
    }

    @Test
    void updateWhenIdentityDataThenOfThatIdentityAlone() {
        User full = TestUsers.full(1);
        directory().insert(full);
        Identity renewed = new Identity(
                "custom-token",
                "token-1",
                Map.of("name", "Renewed", "list", List.of(1, "two")),
                Optional.empty(),
                Optional.empty());
        List<UserChange> changes = List.of(
                new UserChange.SetIdentityData(renewed),
                new UserChange.SetEmail(Optional.of("new@example.org"), Optional.of("new@example.org")));

        assertThat(directory().update(full, changes)).isEqualTo(Written.DONE);

        List<Identity> identities =
                directory().findById(full.id()).orElseThrow().identities();
        assertThat(identities.get(0).data()).isEqualTo(Map.of("email", "new@example.org"));
        assertThat(identities.get(1).data()).isEqualTo(renewed.data());
        assertThat(identities.get(1).name()).isEmpty();
        assertThat(identities.get(1).token()).isEqualTo(full.identities().get(1).token());
    }

    private static User userWithIdentity(int number, String type) {
        return User.withIdentity(TestUsers.id(number), new Identity(type, "same", Map.of()), TestUsers.CREATED);
    }
}
