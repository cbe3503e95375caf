package dev.appservices.login;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.appservices.login.customtoken.Tokens;
import dev.appservices.testing.AppServer;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;

/**
 * One user of one provider before every door.
 *
 * @param provider as clients name it
 * @param fields of the credential, the same for SDKs and in the form of the token endpoint
 * @param username what the person types into the login page; empty for a provider without a password
 */
record Door(String provider, Map<String, String> fields, Optional<String> username) {
    static final String PASSWORD = SdkClient.PASSWORD;

    static Door anonUser() {
        return new Door("anon-user", Map.of(), Optional.empty());
    }

    /** Of a user who has made a key. */
    static Door apiKey(SdkClient sdk) {
        Reply owner = sdk.newUser(SdkClient.newEmail());
        Reply key = sdk.newKey(owner.text("refresh_token"), "door");
        return new Door("api-key", Map.of("key", key.text("key")), Optional.empty());
    }

    static Door customToken(AppServer app) {
        long expiry = Instant.now().getEpochSecond() + 3600;
        String token = Tokens.hs256("{\"sub\":\"door\",\"aud\":\"" + app.appId() + "\",\"exp\":" + expiry + "}");
        return new Door("custom-token", Map.of("token", token), Optional.empty());
    }

    static Door localUserpass(SdkClient sdk) {
        String email = SdkClient.newEmail();
        sdk.newUser(email);
        return new Door("local-userpass", Map.of("username", email, "password", PASSWORD), Optional.of(email));
    }
}
