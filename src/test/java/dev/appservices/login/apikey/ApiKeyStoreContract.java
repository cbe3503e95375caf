package dev.appservices.login.apikey;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.appservices.app.ObjectIds;
import dev.appservices.login.apikey.ApiKeyStore.Added;
import dev.appservices.testing.Parallel;
import dev.appservices.testing.TestUsers;
import dev.appservices.user.ApiKey;
import dev.appservices.user.Identity;
import dev.appservices.user.User;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserDirectory.Unlinked;
import dev.appservices.user.UserId;

import static org.assertj.core.api.Assertions.assertThat;

/** What every {@link ApiKeyStore} does, together with the users it belongs to. */
public abstract class ApiKeyStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-05T10:20:30.456Z");

    /** Stores that hold what earlier calls of the same test have written, and nothing else. */
    protected abstract UserDirectory users();

    protected abstract ApiKeyStore keys();

    @Test
    void addWhenAllowedThenTheUserHasKeyAndIdentity() {
        User ada = inserted(TestUsers.withEmail(1, "ada@example.org"));
        ApiKey key = key("backup");

        assertThat(keys().add(ada.id(), key, identity(key), 20)).isEqualTo(Added.DONE);

        User found = keys().findByHash(key.hash()).orElseThrow();
        assertThat(found.id()).isEqualTo(ada.id());
        assertThat(found.apiKeys()).containsExactly(key);
        assertThat(found.identities()).containsExactly(ada.identities().get(0), identity(key));
        assertThat(users().findByIdentity("api-key", key.id()).map(User::id)).contains(ada.id());
    }

    @Test
    void findWhenHashIsUnknownThenEmpty() {
        inserted(TestUsers.withEmail(1, "ada@example.org"));

        assertThat(keys().findByHash("nothing")).isEmpty();
    }

    @Test
    void addWhenNameIsTakenThenNothingIsWritten() {
        User ada = inserted(TestUsers.withEmail(1, "ada@example.org"));
        ApiKey first = key("backup");
        keys().add(ada.id(), first, identity(first), 20);
        ApiKey second = key("backup");

        assertThat(keys().add(ada.id(), second, identity(second), 20)).isEqualTo(Added.NAME_TAKEN);
        assertThat(reread(ada).apiKeys()).containsExactly(first);
        assertThat(reread(ada).identities()).hasSize(2);
    }

    @Test
    void addWhenAnotherUserHasTheNameThenDone() {
        User ada = inserted(TestUsers.withEmail(1, "ada@example.org"));
        User bob = inserted(TestUsers.withEmail(2, "bob@example.org"));
        ApiKey adas = key("backup");
        ApiKey bobs = key("backup");

        assertThat(keys().add(ada.id(), adas, identity(adas), 20)).isEqualTo(Added.DONE);
        assertThat(keys().add(bob.id(), bobs, identity(bobs), 20)).isEqualTo(Added.DONE);
    }

    @Test
    void addWhenAnonymousOrOfTheAppOrNobodyThenRefused() {
        User guest = inserted(TestUsers.anonymous(1));
        User server = inserted(server("backup", 0));
        ApiKey key = key("more");

        assertThat(keys().add(guest.id(), key, identity(key), 20)).isEqualTo(Added.NOT_ALLOWED);
        assertThat(keys().add(server.id(), key, identity(key), 20)).isEqualTo(Added.NOT_ALLOWED);
        assertThat(keys().add(TestUsers.id(9), key, identity(key), 20)).isEqualTo(Added.GONE);
        assertThat(reread(guest).apiKeys()).isEmpty();
        assertThat(reread(server).apiKeys()).hasSize(1);
    }

    @Test
    void addWhenAnonymousIdentityIsNotTheOnlyOneThenDone() {
        User linked = inserted(TestUsers.anonymous(1));
        users().link(linked.id(), new Identity("custom-token", "sub-1", Map.of()));
        ApiKey key = key("backup");

        assertThat(keys().add(linked.id(), key, identity(key), 20)).isEqualTo(Added.DONE);
    }

    @Test
    void addWhenSixteenAtOnceThenNoMoreThanTheLimit() {
        User ada = inserted(TestUsers.withEmail(1, "ada@example.org"));
        AtomicInteger next = new AtomicInteger();

        List<Added> added = Parallel.run(16, () -> {
            ApiKey key = key("key-" + next.incrementAndGet());
            return keys().add(ada.id(), key, identity(key), 5);
        });

        assertThat(added).filteredOn(Added.DONE::equals).hasSize(5);
        assertThat(added).filteredOn(Added.TOO_MANY::equals).hasSize(11);
        assertThat(reread(ada).apiKeys()).hasSize(5);
        assertThat(reread(ada).identities()).hasSize(6);
    }

    @Test
    void setEnabledWhenOwnThenThatKeyAlone() {
        User ada = inserted(TestUsers.withEmail(1, "ada@example.org"));
        ApiKey first = key("first");
        ApiKey second = key("second");
        keys().add(ada.id(), first, identity(first), 20);
        keys().add(ada.id(), second, identity(second), 20);

        assertThat(keys().setEnabled(ada.id(), second.id(), false)).isTrue();
        assertThat(keys().setEnabled(ada.id(), second.id(), false)).isTrue();
        assertThat(reread(ada).apiKeys()).containsExactly(first, second.enabled(false));

        assertThat(keys().setEnabled(ada.id(), second.id(), true)).isTrue();
        assertThat(reread(ada).apiKeys()).containsExactly(first, second);
    }

    @Test
    void setEnabledWhenOfAnotherThenFalse() {
        User ada = inserted(TestUsers.withEmail(1, "ada@example.org"));
        User bob = inserted(TestUsers.withEmail(2, "bob@example.org"));
        ApiKey key = key("backup");
        keys().add(ada.id(), key, identity(key), 20);

        assertThat(keys().setEnabled(bob.id(), key.id(), false)).isFalse();
        assertThat(reread(ada).apiKeys()).containsExactly(key);
    }

    @Test
    void unlinkWhenIdentityOfAKeyThenTheKeyIsGoneToo() {
        User ada = inserted(TestUsers.withEmail(1, "ada@example.org"));
        ApiKey kept = key("kept");
        ApiKey gone = key("gone");
        keys().add(ada.id(), kept, identity(kept), 20);
        keys().add(ada.id(), gone, identity(gone), 20);

        assertThat(users().unlink(ada.id(), "api-key", gone.id())).isEqualTo(Unlinked.DONE);
        assertThat(users().unlink(ada.id(), "api-key", gone.id())).isEqualTo(Unlinked.ABSENT);

        assertThat(reread(ada).apiKeys()).containsExactly(kept);
        assertThat(keys().findByHash(gone.hash())).isEmpty();
        assertThat(keys().findByHash(kept.hash())).isPresent();
    }

    @Test
    void serverUsersWhenListedThenInTheOrderOfCreation() {
        inserted(TestUsers.withEmail(1, "ada@example.org"));
        User second = inserted(server("second", 0, NOW.plusSeconds(5)));
        User first = inserted(server("first", 1, NOW));

        assertThat(keys().serverUsers()).containsExactly(first, second);
    }

    @Test
    void insertWhenSlotOrNameOfTheAppIsTakenThenFalse() {
        inserted(server("backup", 3));

        assertThat(users().insert(server("other", 3))).isFalse();
        assertThat(users().insert(server("backup", 4))).isFalse();
        assertThat(users().insert(server("other", 4))).isTrue();
        assertThat(keys().serverUsers()).hasSize(2);
    }

    @Test
    void insertWhenKeyHasEveryFieldThenFoundAsItWas() {
        User full = inserted(TestUsers.full(1));

        assertThat(reread(full).apiKeys()).isEqualTo(full.apiKeys()).hasSize(1);
    }

    @Test
    void createServerKeysWhenSixteenAtOnceThenEachHasAPlaceOfItsOwn() {
        ServerKeys serverKeys = new ServerKeys(users(), keys(), Clock.systemUTC());
        ApiKeyHash hash = new ApiKeyHash("secret");
        AtomicInteger next = new AtomicInteger();

        Parallel.run(16, () -> serverKeys.create("key-" + next.incrementAndGet(), hash));

        assertThat(keys().serverUsers())
                .extracting(user -> user.apiKeys().get(0).slot().orElseThrow())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 16).boxed().toList());
    }

    private User inserted(User user) {
        assertThat(users().insert(user)).isTrue();
        return user;
    }

    private User reread(User user) {
        return users().findById(user.id()).orElseThrow();
    }

    private static ApiKey key(String name) {
        return new ApiKey(ObjectIds.random(), name, "hash-" + ObjectIds.random(), true, NOW, Optional.empty());
    }

    private static User server(String name, int slot) {
        return server(name, slot, NOW);
    }

    private static User server(String name, int slot, Instant at) {
        ApiKey key = new ApiKey(ObjectIds.random(), name, "hash-" + ObjectIds.random(), true, at, Optional.of(slot));
        return User.ofServerKey(UserId.random(), identity(key), key);
    }

    private static Identity identity(ApiKey key) {
        return new Identity("api-key", key.id(), Map.of("name", key.name()), Optional.of(key.name()), Optional.empty());
    }
}
