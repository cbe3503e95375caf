package dev.appservices.login;

import java.util.Map;
import java.util.Optional;

import dev.appservices.testing.SdkClient;

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

    static Door localUserpass(SdkClient sdk) {
        String email = SdkClient.newEmail();
        sdk.newUser(email);
        return new Door("local-userpass", Map.of("username", email, "password", PASSWORD), Optional.of(email));
    }
}
