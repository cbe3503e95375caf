package dev.appservices.session;

import java.text.ParseException;
import java.util.List;
import java.util.Map;

import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.OwnApp;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/** New keys of a realm sign new tokens; sessions of before go on. */
class KeyRotationIT {
    @Test
    void keysWhenRotatedThenOldRefreshTokensWork() {
        try (OwnApp app = OwnApp.create()) {
            SdkClient sdk = new SdkClient(app);
            AdminConsole console = new AdminConsole(app);
            Reply login = sdk.anonymous();

            String realmId = console.get("").get("id").textValue();
            rotate(console, realmId, "rsa-generated", Map.of("priority", List.of("500")));
            rotate(
                    console,
                    realmId,
                    "hmac-generated",
                    Map.of("priority", List.of("500"), "algorithm", List.of("HS512")));

            Reply later = sdk.anonymous();
            assertThat(keyOf(later, "access_token")).isNotEqualTo(keyOf(login, "access_token"));
            assertThat(keyOf(later, "refresh_token")).isNotEqualTo(keyOf(login, "refresh_token"));
            Reply refreshed = sdk.refresh(login.text("refresh_token"));
            assertThat(refreshed.status()).isEqualTo(201);
            assertThat(keyOf(refreshed, "access_token")).isEqualTo(keyOf(later, "access_token"));
            assertThat(sdk.profile(refreshed.text("access_token")).status()).isEqualTo(200);
            assertThat(sdk.profile(login.text("access_token")).status()).isEqualTo(200);
        }
    }

    private static void rotate(AdminConsole console, String realmId, String kind, Map<String, List<String>> config) {
        console.post(
                "/components",
                Map.of(
                        "name", "new " + kind,
                        "providerId", kind,
                        "providerType", "org.keycloak.keys.KeyProvider",
                        "parentId", realmId,
                        "config", config));
    }

    private static String keyOf(Reply reply, String token) {
        try {
            return SignedJWT.parse(reply.text(token)).getHeader().getKeyID();
        } catch (ParseException e) {
            throw new AssertionError("Not a token: " + reply, e);
        }
    }
}
