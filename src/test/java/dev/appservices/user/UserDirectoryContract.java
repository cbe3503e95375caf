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
import org.junit.jupiter.params.provider.ValueSource;

import dev.appservices.testing.Parallel;
import dev.appservices.testing.TestUsers;
import dev.appservices.user.UserDirectory.Written;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What every {@link UserDirectory} does: what is tested against the fake holds for the real one. */
public abstract class UserDirectoryContract {
    /** A directory that holds what earlier calls of the same test have written, and nothing else. */
    protected abstract UserDirectory directory();

    /** Whether the directory can keep a pair of provider type and identity id unique; only a test database cannot. */
    protected boolean enforcesIdentities() {
        return true;
    }

    @Test
    void findWhenNobodyIsThereThenEmpty() {
        assertThat(directory().findById(TestUsers.id(1))).isEmpty();
        assertThat(directory().findByEmailKey("ada@example.org")).isEmpty();
        assertThat(directory().findSoleByEmail("ada@example.org")).isEmpty();
        assertThat(directory().count(UserSearch.ALL)).isZero();
    }

    @Test
    void insertWhenFullThenEveryFieldIsFoundAgain() {
        assertThat(directory().insert(TestUsers.full(1))).isTrue();

        assertThat(directory().findById(TestUsers.id(1))).contains(TestUsers.full(1));
        assertThat(directory().findByEmailKey("Full@example.org")).contains(TestUsers.full(1));
        assertThat(directory().findSoleByEmail("FULL@Example.org")).contains(TestUsers.full(1));
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
        directory().update(user.id(), List.of(byOperator));

        assertThat(directory().replacePassword(user.id(), TestUsers.password("hash-1"), TestUsers.password("newer")))
                .isFalse();
        assertThat(directory().findById(user.id())).contains(user.with(byOperator));
    }

    @Test
    void replacePasswordWhenTakenAwayOrUserIsGoneThenNothing() {
        User user = TestUsers.withEmail(1, "ada@example.org");
        directory().insert(user);
        directory().update(user.id(), List.of(new UserChange.SetPassword(Optional.empty())));

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
        return Stream.of(sameId, sameKey);
    }

    @ParameterizedTest
    @MethodSource("duplicates")
    void insertWhenTakenThenFalseAndNothingWritten(User duplicate) {
        User existing = TestUsers.withEmail(1, "ada@example.org");
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
                new UserChange.SetEnabled(true),
                new UserChange.SetEnabled(false),
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

        assertThat(directory().update(TestUsers.id(1), List.of(change))).isEqualTo(Written.DONE);
        assertThat(directory().update(TestUsers.id(2), List.of(change))).isIn(Written.DONE, Written.DUPLICATE);

        assertThat(directory().findById(TestUsers.id(1)))
                .contains(TestUsers.full(1).with(change));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void updateWhenNewUserThenThatFieldAlone(UserChange change) {
        directory().insert(TestUsers.anonymous(1));

        assertThat(directory().update(TestUsers.id(1), List.of(change))).isEqualTo(Written.DONE);

        assertThat(directory().search(UserSearch.ALL, 0, 10))
                .containsExactly(TestUsers.anonymous(1).with(change));
    }

    @Test
    void updateWhenSeveralChangesThenAll() {
        directory().insert(TestUsers.anonymous(1));
        UserChange[] changes = changes().toArray(UserChange[]::new);
        UserChange[] some = {changes[2], changes[5], changes[7], changes[9], changes[11], changes[19], changes[22]};

        assertThat(directory().update(TestUsers.id(1), List.of(some))).isEqualTo(Written.DONE);

        assertThat(directory().findById(TestUsers.id(1)))
                .contains(TestUsers.anonymous(1).with(some));
    }

    @Test
    void updateWhenEmailChangesThenTheOldKeyIsFree() {
        directory().insert(TestUsers.withEmail(1, "old@example.org"));

        directory()
                .update(
                        TestUsers.id(1),
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
                        TestUsers.id(2),
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
                                TestUsers.id(1),
                                List.of(new UserChange.SetEmail(
                                        Optional.of("ada@example.org"), Optional.of("ada@example.org")))))
                .isEqualTo(Written.DONE);
    }

    @Test
    void updateWhenNobodyThenGoneAndNothingWritten() {
        assertThat(directory().update(TestUsers.id(1), List.of(new UserChange.SetEnabled(false))))
                .isEqualTo(Written.GONE);
        assertThat(directory().count(UserSearch.ALL)).isZero();
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
    void searchWhenPagedThenInOrderOfIds() {
        for (int number : new int[] {3, 1, 5, 2, 4}) {
            directory().insert(TestUsers.anonymous(number));
        }

        assertThat(ids(directory().search(UserSearch.ALL, 0, 2))).containsExactly(1, 2);
        assertThat(ids(directory().search(UserSearch.ALL, 2, 2))).containsExactly(3, 4);
        assertThat(ids(directory().search(UserSearch.ALL, 4, 2))).containsExactly(5);
        assertThat(directory().search(UserSearch.ALL, 5, 2)).isEmpty();
        assertThat(directory().count(UserSearch.ALL)).isEqualTo(5);
    }

    @Test
    void searchWhenNoneIsAskedForThenNone() {
        directory().insert(TestUsers.anonymous(1));

        assertThat(directory().search(UserSearch.ALL, 0, 0)).isEmpty();
    }

    /** Each search with the numbers of the users it finds among {@link #insertPeople}. */
    static Stream<Found> searches() {
        return Stream.of(
                new Found(Searches.text("LOVELACE"), List.of(1)),
                new Found(Searches.text("example.org"), List.of(1, 2)),
                new Found(Searches.text("ada example"), List.of(1)),
                new Found(Searches.text("ada hopper"), List.of()),
                new Found(Searches.text("*grace*"), List.of(2)),
                new Found(Searches.text("  "), List.of(1, 2, 3)),
                new Found(Searches.text("000000000000000000000002"), List.of(2)),
                new Found(Searches.text("00000000000000000000000f"), List.of()),
                new Found(Searches.username("000000000000000000000003"), List.of(3)),
                new Found(Searches.username("ada@example.org"), List.of()),
                new Found(Searches.email("ADA@", false), List.of(1)),
                new Found(Searches.email("ADA@example.org", true), List.of(1)),
                new Found(Searches.email("ada", true), List.of()),
                new Found(Searches.firstName("gra", false), List.of(2)),
                new Found(Searches.firstName("gra", true), List.of()),
                new Found(Searches.firstName("Grace", true), List.of(2)),
                new Found(Searches.lastName("LOVE", false), List.of(1)),
                new Found(Searches.lastName("Lovelace", true), List.of(1)),
                new Found(Searches.enabled(true), List.of(1, 3)),
                new Found(Searches.enabled(false), List.of(2)),
                new Found(Searches.emailVerified(true), List.of(2)),
                new Found(Searches.emailVerified(false), List.of(1, 3)),
                new Found(UserSearch.membersOfRole("admins"), List.of(1, 2)),
                new Found(UserSearch.membersOfRole("admin"), List.of()),
                new Found(UserSearch.membersOfGroup("navy"), List.of(2)),
                new Found(Searches.attributes(Map.of("lang.$x", "en")), List.of(1, 2)),
                new Found(Searches.attributes(Map.of("lang.$x", "en", "rank", "admiral")), List.of(2)),
                new Found(Searches.attributes(Map.of("rank", "en")), List.of()),
                new Found(Searches.attributes(Map.of("lang.$x", "e")), List.of()));
    }

    /** A search and what it finds. */
    record Found(UserSearch search, List<Integer> numbers) {}

    @ParameterizedTest
    @MethodSource("searches")
    void searchWhenConditionsThenWhoeverMeetsThem(Found found) {
        insertPeople();

        assertThat(ids(directory().search(found.search(), 0, 10))).isEqualTo(found.numbers());
        assertThat(directory().count(found.search())).isEqualTo(found.numbers().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {".*", ".", "^", "$ne", "{\"$ne\":null}", "a|g", "\\E.*\\Q", "(", "[a-z]"})
    void searchWhenTextIsAnOperatorThenItIsOnlyText(String operator) {
        directory().insert(named(1, "Ada"));
        String first = "x" + operator.replace("*", "").replace("\"", "") + "y" + operator;
        directory().insert(named(2, first));

        assertThat(ids(directory().search(Searches.firstName(operator, false), 0, 10)))
                .containsExactly(2);
        assertThat(ids(directory().search(Searches.firstName(first, true), 0, 10)))
                .containsExactly(2);
        assertThat(ids(directory().search(Searches.text(operator), 0, 10))).containsExactly(2);
        assertThat(directory().search(Searches.email(operator, false), 0, 10)).isEmpty();
        assertThat(directory().search(Searches.email(operator, true), 0, 10)).isEmpty();
        assertThat(directory().search(Searches.username(operator), 0, 10)).isEmpty();
        assertThat(directory().search(UserSearch.membersOfRole(operator), 0, 10))
                .isEmpty();
        assertThat(directory().search(Searches.attributes(Map.of("any", operator)), 0, 10))
                .isEmpty();
        assertThat(directory().search(Searches.attributes(Map.of(operator, "some")), 0, 10))
                .isEmpty();
        assertThat(directory().findByEmailKey(operator)).isEmpty();
        assertThat(directory().findSoleByEmail(operator)).isEmpty();
    }

    private void insertPeople() {
        directory()
                .insert(TestUsers.withEmail(1, "Ada@example.org")
                        .with(
                                new UserChange.SetFirstName(Optional.of("Ada")),
                                new UserChange.SetLastName(Optional.of("Lovelace")),
                                new UserChange.SetRoles(Set.of("admins", "users")),
                                new UserChange.SetAttributes(Map.of("lang.$x", List.of("de", "en")))));
        directory()
                .insert(TestUsers.withEmail(2, "grace@example.org")
                        .with(
                                new UserChange.SetFirstName(Optional.of("Grace")),
                                new UserChange.SetLastName(Optional.of("Hopper")),
                                new UserChange.SetEnabled(false),
                                new UserChange.SetEmailVerified(true),
                                new UserChange.SetRoles(Set.of("admins")),
                                new UserChange.SetGroups(Set.of("navy")),
                                new UserChange.SetAttributes(
                                        Map.of("lang.$x", List.of("en"), "rank", List.of("admiral")))));
        directory().insert(TestUsers.anonymous(3));
    }

    private static User named(int number, String firstName) {
        return TestUsers.withEmail(number, "user" + number)
                .with(
                        new UserChange.SetFirstName(Optional.of(firstName)),
                        new UserChange.SetAttributes(Map.of("any", List.of("some"))),
                        new UserChange.SetRoles(Set.of("some")));
    }

    private static User userWithIdentity(int number, String type) {
        return User.withIdentity(TestUsers.id(number), new Identity(type, "same", Map.of()), TestUsers.CREATED);
    }

    private static List<Integer> ids(List<User> users) {
        return users.stream().map(user -> Integer.parseInt(user.id().hex(), 16)).toList();
    }
}
