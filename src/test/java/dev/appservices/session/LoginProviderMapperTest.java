package dev.appservices.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.appservices.user.Identity;
import dev.appservices.user.User;
import dev.appservices.user.UserId;

import static org.assertj.core.api.Assertions.assertThat;

class LoginProviderMapperTest {
    @ParameterizedTest
    @CsvSource({
        "anon-user, , local-userpass, anon-user",
        "api-key, google, local-userpass, api-key",
        ", google, local-userpass, oauth2-google",
        ", github, local-userpass, idp:github",
        ", , local-userpass, local-userpass",
        ", , anon-user, ",
    })
    void providerWhenTheSessionBeganThenNamed(
            @Nullable String sdk, @Nullable String alias, String identity, @Nullable String expected) {
        assertThat(LoginProviderMapper.provider(sdk, alias, user(identity))).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void identitiesWhenOfATypeThatClientsKnowThenShownWithoutTheirData() {
        List<Identity> identities = List.of(identity("local-userpass"), identity("idp:github"), identity("anon-user"));

        assertThat(IdentitiesMapper.shown(identities))
                .isEqualTo(List.of(
                        Map.of("id", "id of local-userpass", "provider_type", "local-userpass"),
                        Map.of("id", "id of anon-user", "provider_type", "anon-user")));
    }

    private static User user(String identity) {
        return User.withIdentity(UserId.random(), identity(identity), Instant.EPOCH);
    }

    private static Identity identity(String type) {
        return new Identity(type, "id of " + type, Map.of("secret", "x"), Optional.empty(), Optional.of("a token"));
    }
}
