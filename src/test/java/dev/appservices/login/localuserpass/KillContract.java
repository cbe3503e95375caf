package dev.appservices.login.localuserpass;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.appservices.error.ErrorCode;
import dev.appservices.testing.Killer;
import dev.appservices.testing.TestUsers;
import dev.appservices.user.User;
import dev.appservices.user.UserDirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What a server leaves that dies instead of its n-th write: the address is never lost, since it can either be logged in
 * with or be registered, and it never has two users.
 */
abstract class KillContract {
    private static final String EMAIL = "ada@example.org";
    private static final String PASSWORD = "difference";
    private static final String OTHER = "other-password";

    abstract UserDirectory users();

    abstract PendingUsers pendingUsers();

    private Desk desk() {
        return new Desk(users(), pendingUsers());
    }

    private Desk dying(int write) {
        Killer killer = new Killer(write);
        return new Desk(killer.over(users()), killer.over(pendingUsers()));
    }

    @Test
    void registerWhenKilledBeforeItsWriteThenTheAddressIsFree() {
        assertThatThrownBy(() -> dying(1).register(EMAIL, PASSWORD)).isInstanceOf(Killer.Killed.class);

        assertThat(desk().letsIn(EMAIL, PASSWORD)).isFalse();
        assertThat(desk().registrationError(EMAIL, OTHER)).isEmpty();
        assertThat(desk().letsIn(EMAIL, OTHER)).isTrue();
        assertOneUser();
    }

    @Test
    void registerWhenKilledAfterItsWriteThenInUseAndItsPasswordWorks() {
        dying(2).register(EMAIL, PASSWORD);

        assertThat(desk().registrationError(EMAIL, OTHER)).contains(ErrorCode.ACCOUNT_NAME_IN_USE);
        assertThat(desk().letsIn(EMAIL, PASSWORD)).isTrue();
        assertOneUser();
    }

    @ParameterizedTest
    @CsvSource({"1, killed", "2, killed", "3, alive"})
    void firstLoginWhenKilledThenLoggingInAgainWorks(int write, String state) {
        desk().register(EMAIL, PASSWORD);
        if (state.equals("killed")) {
            assertThatThrownBy(() -> dying(write).login(EMAIL, PASSWORD)).isInstanceOf(Killer.Killed.class);
        } else {
            assertThat(dying(write).letsIn(EMAIL, PASSWORD)).isTrue();
        }

        assertThat(desk().registrationError(EMAIL, OTHER)).contains(ErrorCode.ACCOUNT_NAME_IN_USE);
        assertThat(desk().letsIn(EMAIL, OTHER)).isFalse();
        assertThat(desk().letsIn(EMAIL, PASSWORD)).isTrue();
        assertOneUser();
    }

    /** The registration that came too late dies before it takes itself back. */
    @Test
    void registerWhenKilledBesideAUserThenTheUserStaysAndTheAddressIsFreeAfterwards() {
        User user = TestUsers.withEmail(1, EMAIL);
        Killer killer = new Killer(2);
        PendingUsers late = killer.over(Meanwhile.beforeInsert(pendingUsers(), () -> users().insert(user)));
        assertThatThrownBy(() -> new Desk(killer.over(users()), late).register(EMAIL, OTHER))
                .isInstanceOf(Killer.Killed.class);
        assertThat(pendingUsers().findByEmailKey(EMAIL)).isPresent();

        assertThat(desk().letsIn(EMAIL, OTHER)).isFalse();
        assertThat(desk().registrationError(EMAIL, OTHER)).contains(ErrorCode.ACCOUNT_NAME_IN_USE);
        assertThat(desk().allUsers()).containsExactly(user);

        users().delete(user.id());
        assertThat(desk().letsIn(EMAIL, OTHER)).isTrue();
        assertOneUser();
    }

    private void assertOneUser() {
        assertThat(desk().allUsers()).extracting(User::emailKey).containsExactly(Optional.of(EMAIL));
    }
}
