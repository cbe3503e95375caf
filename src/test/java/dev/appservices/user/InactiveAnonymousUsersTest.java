package dev.appservices.user;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.appservices.testing.FakeUserDirectory;
import dev.appservices.testing.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;

class InactiveAnonymousUsersTest {
    private static final Instant NOW = Instant.parse("2026-06-07T08:09:10Z");
    private static final Duration LIMIT = Duration.ofDays(90);

    private final FakeUserDirectory users = new FakeUserDirectory();
    private final Map<UserId, Instant> sessions = new HashMap<>();
    private final InactiveAnonymousUsers inactive = new InactiveAnonymousUsers(
            users,
            user -> {
                Optional<Instant> used = Optional.ofNullable(sessions.get(user.id()));
                used.filter(Instant.MAX::equals).ifPresent(link -> linkAnother(user));
                return used.filter(time -> !time.equals(Instant.MAX));
            },
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void deleteWhenInactiveForLongerThenGoneAndOthersStay() {
        add(1, Duration.ofDays(91));
        add(2, Duration.ofDays(89));
        users.insert(TestUsers.anonymous(3));
        users.insert(TestUsers.withEmail(4, "ada@example.org").with(lastSeen(Duration.ofDays(500))));

        assertThat(inactive.deleteSome(LIMIT)).extracting(User::id).containsExactly(TestUsers.id(1));
        assertThat(remaining()).containsExactly(TestUsers.id(2), TestUsers.id(3), TestUsers.id(4));
        assertThat(inactive.deleteSome(LIMIT)).isEmpty();
    }

    @Test
    void deleteWhenManyThenInBatches() {
        for (int number = 1; number <= InactiveAnonymousUsers.BATCH + 7; number++) {
            add(number, Duration.ofDays(100));
        }

        assertThat(inactive.deleteSome(LIMIT)).hasSize(InactiveAnonymousUsers.BATCH);
        assertThat(inactive.deleteSome(LIMIT)).hasSize(7);
        assertThat(inactive.deleteSome(LIMIT)).isEmpty();
    }

    @Test
    void deleteWhenSecondIdentityThenStays() {
        add(1, Duration.ofDays(100));
        linkAnother(TestUsers.anonymous(1));

        assertThat(inactive.deleteSome(LIMIT)).isEmpty();
        assertThat(remaining()).containsExactly(TestUsers.id(1));
    }

    @Test
    void deleteWhenLinkedAfterTheLookThenStays() {
        add(1, Duration.ofDays(100));
        add(2, Duration.ofDays(100));
        sessions.put(TestUsers.id(1), Instant.MAX);

        assertThat(inactive.deleteSome(LIMIT)).extracting(User::id).containsExactly(TestUsers.id(2));
        assertThat(remaining()).containsExactly(TestUsers.id(1));
    }

    @Test
    void deleteWhenSessionWasUsedThenStaysAndTheUseIsNoted() {
        Instant used = NOW.minus(Duration.ofDays(3));
        add(1, Duration.ofDays(100));
        add(2, Duration.ofDays(100));
        sessions.put(TestUsers.id(1), used);
        sessions.put(TestUsers.id(2), NOW.minus(Duration.ofDays(95)));

        assertThat(inactive.deleteSome(LIMIT)).extracting(User::id).containsExactly(TestUsers.id(2));
        assertThat(users.findById(TestUsers.id(1)).flatMap(User::lastAuthenticatedAt))
                .contains(used);
    }

    private void add(int number, Duration ago) {
        users.insert(TestUsers.anonymous(number).with(lastSeen(ago)));
    }

    private void linkAnother(User user) {
        users.link(user.id(), new Identity("custom-token", "of " + user.id(), Map.of()));
    }

    private List<UserId> remaining() {
        return users.search(UserSearch.ALL, 0, 100).stream().map(User::id).toList();
    }

    private static UserChange lastSeen(Duration ago) {
        return new UserChange.SetLastAuthenticatedAt(NOW.minus(ago));
    }
}
