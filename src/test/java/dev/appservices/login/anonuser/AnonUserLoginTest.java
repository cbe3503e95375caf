package dev.appservices.login.anonuser;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.appservices.app.ProviderType;
import dev.appservices.login.Device;
import dev.appservices.login.LoginMethod.Turn;
import dev.appservices.login.LoginOutcome.LoggedIn;
import dev.appservices.login.LoginRequest;
import dev.appservices.testing.FakeUserDirectory;
import dev.appservices.user.Identity;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserSearch;

import static org.assertj.core.api.Assertions.assertThat;

final class AnonUserLoginTest {
    private static final Instant NOW = Instant.parse("2026-03-05T10:20:30.456Z");

    private final FakeUserDirectory users = new FakeUserDirectory();
    private final AnonUserLogin login = new AnonUserLogin(users, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void loginWhenAskedThenNewUser() {
        LoggedIn outcome = login();

        Identity identity = new Identity("anon-user", outcome.identity().id(), Map.of());
        User expected =
                User.withIdentity(outcome.user().id(), identity, NOW).with(new UserChange.SetLastAuthenticatedAt(NOW));
        assertThat(outcome).isEqualTo(new LoggedIn(expected, identity, true));
        assertThat(users.search(UserSearch.ALL, 0, 10)).containsExactly(expected);
        assertThat(identity.id()).matches("[0-9a-f]{24}-[a-z]{24}");
    }

    @Test
    void loginWhenAgainThenAnotherUserWithAnotherIdentity() {
        LoggedIn first = login();
        LoggedIn second = login();

        assertThat(second.user().id()).isNotEqualTo(first.user().id());
        assertThat(second.identity().id()).isNotEqualTo(first.identity().id());
        assertThat(users.search(UserSearch.ALL, 0, 10)).containsExactlyInAnyOrder(first.user(), second.user());
        assertThat(List.of(first.created(), second.created())).containsOnly(true);
    }

    private LoggedIn login() {
        LoginRequest request = new LoginRequest(ProviderType.ANON_USER, name -> "", Device.NONE);
        return (LoggedIn) login.login(request, user -> Turn.LOCKED);
    }
}
