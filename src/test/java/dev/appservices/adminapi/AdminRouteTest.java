package dev.appservices.adminapi;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.appservices.http.Replies;

import static org.assertj.core.api.Assertions.assertThat;

final class AdminRouteTest {
    private static final AdminRoute PLAIN = route("deployments");
    private static final AdminRoute NAMED = route("users/{id}/identities/{type}/{identity}");

    @Test
    void matchWhenPlainThenThatPathOnly() {
        assertThat(PLAIN.match("deployments")).contains(Map.of());
        assertThat(PLAIN.match("deployments/1")).isEmpty();
        assertThat(PLAIN.match("")).isEmpty();
    }

    @Test
    void matchWhenNamedThenTheParts() {
        assertThat(NAMED.match("users/u1/identities/custom-token/t"))
                .contains(Map.of("id", "u1", "type", "custom-token", "identity", "t"));
    }

    @Test
    void matchWhenTheLastPartHasSlashesThenAllOfIt() {
        assertThat(NAMED.match("users/u1/identities/custom-token/users/a//b"))
                .map(named -> named.get("identity"))
                .isEqualTo(Optional.of("users/a//b"));
    }

    @Test
    void matchWhenAPartIsEmptyOrMissingThenNot() {
        assertThat(NAMED.match("users/u1/identities/custom-token/")).isEmpty();
        assertThat(NAMED.match("users/u1/identities/custom-token")).isEmpty();
        assertThat(NAMED.match("users//identities/custom-token/t")).isEmpty();
        assertThat(NAMED.match("groups/u1/identities/custom-token/t")).isEmpty();
    }

    private static AdminRoute route(String path) {
        return new AdminRoute("GET", path, Set.of(), call -> Replies.empty(200));
    }
}
