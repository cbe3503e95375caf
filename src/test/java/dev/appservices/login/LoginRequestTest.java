package dev.appservices.login;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.appservices.app.ProviderType;
import dev.appservices.login.localuserpass.PendingUser;
import dev.appservices.testing.TestUsers;
import dev.appservices.user.Password;

import static org.assertj.core.api.Assertions.assertThat;

final class LoginRequestTest {
    @Test
    void toStringWhenPayloadThenHidden() {
        LoginRequest request = new LoginRequest(ProviderType.LOCAL_USERPASS, name -> "s3cret", Device.NONE);

        assertThat(request).hasToString("LoginRequest[local-userpass, <hidden>]");
    }

    @Test
    void toStringWhenPendingUserThenNeitherAddressNorHash() {
        Password password = new Password("argon2", 5, Map.of(), "s3cret", "salt", Instant.EPOCH);
        PendingUser pending = new PendingUser(
                TestUsers.id(2).hex(),
                TestUsers.id(1),
                "ada@example.org",
                "ada@example.org",
                password,
                true,
                Instant.EPOCH);

        assertThat(pending).hasToString("PendingUser[000000000000000000000002]");
    }
}
