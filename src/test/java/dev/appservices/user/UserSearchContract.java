package dev.appservices.user;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.appservices.testing.TestUsers;
import dev.appservices.user.UserSearch.AnyText;
import dev.appservices.user.UserSearch.Attribute;
import dev.appservices.user.UserSearch.CreatedFrom;
import dev.appservices.user.UserSearch.CreatedUntil;
import dev.appservices.user.UserSearch.Field;
import dev.appservices.user.UserSearch.FieldText;
import dev.appservices.user.UserSearch.HasIdentity;
import dev.appservices.user.UserSearch.HasRole;
import dev.appservices.user.UserSearch.InGroups;
import dev.appservices.user.UserSearch.LacksRole;
import dev.appservices.user.UserSearch.OfType;

import static org.assertj.core.api.Assertions.assertThat;

/** How every {@link UserDirectory} searches, pages and counts. */
public abstract class UserSearchContract {
    /** A directory that holds what earlier calls of the same test have written, and nothing else. */
    protected abstract UserDirectory directory();

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

    /** Behind a certain depth a page is read in another way. */
    @Test
    void searchWhenFarBehindTheFirstThenTheSameOrder() {
        List<User> users =
                IntStream.range(0, 1_205).mapToObj(TestUsers::anonymous).toList();
        directory().insertAll(users);

        assertThat(directory().search(UserSearch.ALL, 998, 5)).isEqualTo(users.subList(998, 1_003));
        assertThat(directory().search(UserSearch.ALL, 1_000, 5)).isEqualTo(users.subList(1_000, 1_005));
        assertThat(directory().search(UserSearch.ALL, 1_203, 5)).isEqualTo(users.subList(1_203, 1_205));
        assertThat(directory().search(UserSearch.ALL, 1_205, 5)).isEmpty();
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
                new Found(Searches.text("example.org"), List.of()),
                new Found(Searches.text("*example.org"), List.of(1, 2)),
                new Found(Searches.text("a*example"), List.of(1)),
                new Found(Searches.text("ADA@example.org"), List.of(1)),
                new Found(Searches.text("\"ada@example.org\""), List.of(1)),
                new Found(Searches.text("\"ada@example\""), List.of()),
                new Found(Searches.text("*"), List.of(1, 2, 3)),
                new Found(Searches.text("\"hopper\""), List.of(2)),
                new Found(Searches.text("00000000000000000000"), List.of(1, 3)),
                new Found(Searches.text("ada lov"), List.of(1)),
                new Found(Searches.text("ada hopper"), List.of()),
                new Found(Searches.text("*grace*"), List.of(2)),
                new Found(Searches.text("  "), List.of(1, 2, 3)),
                new Found(Searches.text("000000000000000000000001"), List.of(1)),
                new Found(Searches.text("000000000000000000000002"), List.of(2)),
                new Found(Searches.text("\"000000000000000000000002\""), List.of(2)),
                new Found(Searches.text("00000000000000000000000"), List.of(1, 3)),
                new Found(Searches.text("GRACI"), List.of(2)),
                new Found(Searches.text("a\0a"), List.of()),
                new Found(Searches.text("a:rank"), List.of()),
                new Found(Searches.text("u:gracie"), List.of()),
                new Found(Searches.text("00000000000000000000000f"), List.of()),
                new Found(Searches.username("000000000000000000000003", true), List.of(3)),
                new Found(Searches.username("0003", false), List.of(3)),
                new Found(Searches.username("ada@example.org", true), List.of()),
                new Found(Searches.username("gracie", true), List.of(2)),
                new Found(Searches.username("RACI", false), List.of(2)),
                new Found(Searches.email("ADA@", false), List.of(1)),
                new Found(Searches.email("ADA@example.org", true), List.of(1)),
                new Found(Searches.email("ada", true), List.of()),
                new Found(Searches.firstName("gra", false), List.of(2)),
                new Found(Searches.firstName("gra", true), List.of()),
                new Found(Searches.firstName("gRACE", true), List.of(2)),
                new Found(Searches.lastName("LOVE", false), List.of(1)),
                new Found(Searches.lastName("Lovelace", true), List.of(1)),
                new Found(Searches.enabled(true), List.of(1, 3)),
                new Found(Searches.enabled(false), List.of(2)),
                new Found(Searches.emailVerified(true), List.of(2)),
                new Found(Searches.emailVerified(false), List.of(1, 3)),
                new Found(UserSearch.of(new HasRole("admins")), List.of(1, 2)),
                new Found(UserSearch.of(new HasRole("admin")), List.of()),
                new Found(UserSearch.of(new LacksRole("admins")), List.of(3)),
                new Found(username(TextPattern.like("g%_ie")), List.of(2)),
                new Found(username(TextPattern.like("g%__ie")), List.of(2)),
                new Found(username(TextPattern.like("gra__ie")), List.of()),
                new Found(username(TextPattern.like("%")), List.of(1, 2, 3)),
                new Found(UserSearch.of(new InGroups(Set.of("navy", "army"))), List.of(2)),
                new Found(UserSearch.of(new InGroups(Set.of())), List.of()),
                new Found(UserSearch.of(new OfType("normal")), List.of(1, 2, 3)),
                new Found(UserSearch.of(new OfType("server")), List.of()),
                new Found(identity(Optional.of("anon-user"), Optional.empty()), List.of(3)),
                new Found(identity(Optional.of("local-userpass"), Optional.of("password-2")), List.of(2)),
                new Found(identity(Optional.of("anon-user"), Optional.of("password-2")), List.of()),
                new Found(identity(Optional.empty(), Optional.of("password-1")), List.of(1)),
                new Found(UserSearch.of(new CreatedFrom(TestUsers.CREATED)), List.of(1, 2, 3)),
                new Found(UserSearch.of(new CreatedFrom(TestUsers.CREATED.plusMillis(1))), List.of()),
                new Found(UserSearch.of(new CreatedUntil(TestUsers.CREATED)), List.of(1, 2, 3)),
                new Found(UserSearch.of(new CreatedUntil(TestUsers.CREATED.minusMillis(1))), List.of()),
                new Found(Searches.enabled(true).and(Searches.text("ada")), List.of(1)),
                new Found(Searches.attributes(Map.of("lang.$x", "en")), List.of(1, 2)),
                new Found(Searches.attributes(Map.of("lang.$x", "en", "rank", "admiral")), List.of(2)),
                new Found(Searches.attributes(Map.of("rank", "ADMIRAL")), List.of(2)),
                new Found(UserSearch.of(new Attribute("rank", TextPattern.contains("mir"))), List.of(2)),
                new Found(Searches.attributes(Map.of("rank", "en")), List.of()),
                new Found(Searches.attributes(Map.of("long", "x".repeat(300))), List.of(2)),
                new Found(Searches.attributes(Map.of("long", "x".repeat(299))), List.of()),
                new Found(Searches.attributes(Map.of("lang.$x", "e")), List.of()));
    }

    /** A search and what it finds. */
    record Found(UserSearch search, List<Integer> numbers) {}

    @ParameterizedTest
    @MethodSource("searches")
    void searchWhenConditionsThenWhoeverMeetsThem(Found found) {
        insertPeople();

        assertThat(ids(directory().search(found.search(), 0, 10))).containsExactlyInAnyOrderElementsOf(found.numbers());
        assertThat(directory().count(found.search())).isEqualTo(found.numbers().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {".*", ".", "^", "$ne", "{\"$ne\":null}", "a|g", "\\E.*\\Q", "(", "[a-z]"})
    void searchWhenTextIsAnOperatorThenItIsOnlyText(String operator) {
        directory().insert(named(1, "Ada"));
        String first = operator.replace("*", "") + "y" + operator;
        directory().insert(named(2, first));

        assertThat(ids(directory().search(Searches.firstName(operator, false), 0, 10)))
                .containsExactly(2);
        assertThat(ids(directory().search(Searches.firstName(first, true), 0, 10)))
                .containsExactly(2);
        assertThat(ids(directory().search(UserSearch.of(new AnyText(TextPattern.contains(operator))), 0, 10)))
                .containsExactly(2);
        assertThat(directory().search(Searches.email(operator, false), 0, 10)).isEmpty();
        assertThat(directory().search(Searches.email(operator, true), 0, 10)).isEmpty();
        assertThat(directory().search(Searches.username(operator, false), 0, 10))
                .isEmpty();
        assertThat(directory().search(UserSearch.of(new HasRole(operator)), 0, 10))
                .isEmpty();
        assertThat(directory().search(Searches.attributes(Map.of("any", operator)), 0, 10))
                .isEmpty();
        assertThat(directory().search(Searches.attributes(Map.of(operator, "some")), 0, 10))
                .isEmpty();
        assertThat(directory().findByEmailKey(operator)).isEmpty();
        assertThat(directory().findSoleByEmail(operator)).isEmpty();
    }

    /** The last character of a beginning has a next one in every alphabet. */
    @ParameterizedTest
    @ValueSource(strings = {"é", "ÿ", "я", "\uD83D\uDE00", "\uDBFF\uDFFF", "\u007F", "\0"})
    void searchWhenTextIsNoAsciiThenFoundByItsBeginning(String letter) {
        directory().insert(named(1, "a" + letter + "z"));
        directory().insert(named(2, "b" + letter));

        assertThat(ids(directory().search(Searches.text("a" + letter), 0, 10))).containsExactly(1);
        assertThat(ids(directory().search(Searches.text("a" + letter + "*z"), 0, 10)))
                .containsExactly(1);
        assertThat(directory().count(Searches.text("a" + letter))).isOne();
    }

    /** Whoever meets what many meet is looked for in another way than whoever is one of few. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 700})
    void searchWhenSomeOfManyMeetItThenPagesInOrderOfIds(int every) {
        List<User> users = IntStream.range(0, 2_100)
                .mapToObj(number -> TestUsers.anonymous(number)
                        .with(new UserChange.SetFirstName(
                                Optional.of(number % every == every - 1 ? "Mary" + number : "Ann"))))
                .toList();
        directory().insertAll(users);
        List<User> found = IntStream.range(0, 2_100)
                .filter(number -> number % every == every - 1)
                .mapToObj(users::get)
                .toList();

        for (int first : new int[] {0, 1, 2, 990, 995, 1_048, 1_995, 2_095}) {
            int from = Math.min(first, found.size());
            assertThat(directory().search(Searches.text("mary"), first, 7))
                    .isEqualTo(found.subList(from, Math.min(from + 7, found.size())));
        }
        assertThat(directory().search(Searches.text("mary"), 0, Integer.MAX_VALUE))
                .isEqualTo(found);
        assertThat(directory().count(Searches.text("mary"))).isEqualTo(found.size());
    }

    @Test
    void searchWhenNameChangesThenFoundByTheNewOneAndById() {
        User user = TestUsers.anonymous(7);
        directory().insert(user);
        directory().update(user, List.of(new UserChange.SetUsername(Optional.of("seven"))));

        assertThat(ids(directory().search(Searches.text("seve"), 0, 10))).containsExactly(7);
        assertThat(ids(directory().search(Searches.username("eve", false), 0, 10)))
                .containsExactly(7);
        assertThat(ids(directory().search(Searches.text(user.id().hex()), 0, 10)))
                .containsExactly(7);
        assertThat(directory().search(Searches.text(user.id().hex().substring(0, 23)), 0, 10))
                .isEmpty();
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
                                new UserChange.SetUsername(Optional.of("gracie")),
                                new UserChange.SetFirstName(Optional.of("Grace")),
                                new UserChange.SetLastName(Optional.of("Hopper")),
                                new UserChange.SetEnabled(false),
                                new UserChange.SetEmailVerified(true),
                                new UserChange.SetRoles(Set.of("admins")),
                                new UserChange.SetGroups(Set.of("navy")),
                                new UserChange.SetAttributes(Map.of(
                                        "lang.$x",
                                        List.of("en"),
                                        "rank",
                                        List.of("admiral"),
                                        "long",
                                        List.of("X".repeat(300))))));
        directory().insert(TestUsers.anonymous(3));
    }

    private static User named(int number, String firstName) {
        return TestUsers.withEmail(number, "user" + number)
                .with(
                        new UserChange.SetFirstName(Optional.of(firstName)),
                        new UserChange.SetAttributes(Map.of("any", List.of("some"))),
                        new UserChange.SetRoles(Set.of("some")));
    }

    private static UserSearch username(TextPattern pattern) {
        return UserSearch.of(new FieldText(Field.USERNAME, pattern));
    }

    private static UserSearch identity(Optional<String> type, Optional<String> id) {
        return UserSearch.of(new HasIdentity(type, id));
    }

    private static List<Integer> ids(List<User> users) {
        return users.stream().map(user -> Integer.parseInt(user.id().hex(), 16)).toList();
    }
}
