package dev.appservices.login.localuserpass;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.appservices.app.ObjectIds;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.LoginOutcome.LoggedIn;
import dev.appservices.storage.MongoUserDirectory;
import dev.appservices.storage.MongoUserIndexes;
import dev.appservices.testing.Parallel;
import dev.appservices.testing.TestMongo;
import dev.appservices.user.Identity;
import dev.appservices.user.Linking;
import dev.appservices.user.User;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserDirectory.Written;
import dev.appservices.user.UserId;
import dev.appservices.user.UserSearch;

import static org.assertj.core.api.Assertions.assertThat;

/** Many threads register, log in, link and delete on a few addresses: afterwards everything has one owner. */
abstract class RaceContract {
    private static final int THREADS = 50;
    private static final int ADDRESSES = 10;
    private static final Duration LENGTH = Duration.ofSeconds(30);
    private static final String PASSWORD = "a password of all";

    /** Fewer than the guard of a MongoDB lets in: beyond it, it refuses operations, as in an overload. */
    private final Semaphore places = new Semaphore(12);

    private final LongAdder registered = new LongAdder();
    private final LongAdder loggedIn = new LongAdder();
    private final LongAdder linked = new LongAdder();
    private final LongAdder refusedLinks = new LongAdder();
    private final LongAdder linkedRegistrations = new LongAdder();
    private final LongAdder deleted = new LongAdder();
    private final LongAdder deadlocks = new LongAdder();

    abstract TestMongo mongo();

    /** Whether the database keeps identities unique; only a test database does not, and then nobody links. */
    abstract boolean enforcesIdentities();

    @Test
    void raceWhenFiftyThreadsThenEachIdentityHasOneOwnerAndNoRegistrationIsLeft() {
        MongoUserIndexes.ensure(mongo().store());
        MongoPendingUsers pendingUsers = new MongoPendingUsers(mongo().store());
        pendingUsers.ensureIndexes();
        UserDirectory users = new MongoUserDirectory(mongo().store());
        long end = System.nanoTime() + LENGTH.toNanos();

        Parallel.run(THREADS, LENGTH.plusSeconds(60), () -> {
            Desk desk = new Desk(users, pendingUsers);
            while (System.nanoTime() < end) {
                places.acquire();
                try {
                    step(desk);
                } finally {
                    places.release();
                }
            }
            return true;
        });

        assertThat(Stream.of(registered, loggedIn, linkedRegistrations, deleted).map(LongAdder::sum))
                .allMatch(count -> count > 20);
        if (enforcesIdentities()) {
            assertThat(Stream.of(linked, refusedLinks).map(LongAdder::sum)).allMatch(count -> count > 20);
            assertThat(deadlocks.sum()).isLessThan(linked.sum());
        }
        assertOneOwner(users.search(UserSearch.ALL, 0, 1_000));
        assertNoOrphan(users, pendingUsers);
    }

    private void step(Desk desk) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String email = email(random.nextInt(ADDRESSES));
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> register(desk, email);
            case 3, 4, 5 -> logIn(desk, email);
            case 6, 7 -> linkRegistration(desk, email);
            case 8 -> link(desk, email, "shared-" + random.nextInt(ADDRESSES));
            default -> delete(desk, email);
        }
    }

    private static String email(int number) {
        return "racer" + number + "@example.org";
    }

    private void register(Desk desk, String email) {
        if (desk.registrationError(email, PASSWORD).isEmpty()) {
            registered.increment();
        }
    }

    private void logIn(Desk desk, String email) {
        if (desk.login(email, PASSWORD) instanceof LoggedIn) {
            loggedIn.increment();
        }
    }

    /** A new guest wants the address that others register, log in by and delete. */
    private void linkRegistration(Desk desk, String email) {
        User guest =
                User.withIdentity(UserId.random(), new Identity("anon-user", ObjectIds.random(), Map.of()), Desk.NOW);
        assertThat(desk.users.insert(guest)).isTrue();
        if (isLinked(desk, guest, email)) {
            linkedRegistrations.increment();
            return;
        }
        // Nothing is left of a link that was refused or taken back, unless somebody has deleted the guest by its
        // address.
        desk.users.findById(guest.id()).ifPresent(left -> {
            assertThat(left.identity("local-userpass")).isEmpty();
            assertThat(left.emailKey()).isEmpty();
            assertThat(left.password()).isEmpty();
        });
        desk.users.delete(guest.id());
    }

    private static boolean isLinked(Desk desk, User guest, String email) {
        try {
            return desk.link(guest, email, PASSWORD)
                    .filter(Linking.Linked.class::isInstance)
                    .isPresent();
        } catch (AppServicesException e) {
            assertThat(e.code()).as(e.publicText()).contains(ErrorCode.INVALID_SESSION); // The guest is deleted.
            return false;
        }
    }

    private void link(Desk desk, String email, String identityId) {
        Optional<User> user = desk.users.findByEmailKey(email);
        if (user.isPresent() && enforcesIdentities()) {
            Written written = desk.users.link(user.get().id(), new Identity("custom-token", identityId, Map.of()));
            (written == Written.DUPLICATE ? refusedLinks : linked).increment();
        }
    }

    /** As the user-storage provider deletes: what is left of the registration first. */
    private void delete(Desk desk, String email) {
        desk.users.findByEmailKey(email).ifPresent(user -> {
            desk.pendingUsers.deleteByEmailKey(email);
            if (desk.users.delete(user.id())) {
                deleted.increment();
            }
        });
    }

    private static void assertOneOwner(List<User> all) {
        Map<String, User> owners = new HashMap<>();
        for (User user : all) {
            assertThat(user.identities()).as("identities of " + user).isNotEmpty();
            Stream<String> identities =
                    user.identities().stream().map(identity -> identity.providerType() + "/" + identity.id());
            Stream.concat(identities, user.emailKey().stream().map("address "::concat))
                    .forEach(key -> assertThat(owners.put(key, user)).as(key).isNull());
        }
    }

    /** A registration that is left is one that nobody has used yet: it still makes a user of its own. */
    private static void assertNoOrphan(UserDirectory users, PendingUsers pendingUsers) {
        Desk desk = new Desk(users, pendingUsers);
        for (String email :
                IntStream.range(0, ADDRESSES).mapToObj(RaceContract::email).toList()) {
            Optional<PendingUser> pending = pendingUsers.findByEmailKey(email);
            if (pending.isPresent()) {
                assertThat(users.findByEmailKey(email))
                        .as("user beside a registration")
                        .isEmpty();
                assertThat(users.findById(pending.get().userId())).isEmpty();
                assertThat(desk.letsIn(email, PASSWORD)).isTrue();
                assertThat(pendingUsers.findByEmailKey(email)).isEmpty();
            }
        }
    }
}
