package dev.appservices.clientapi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class ClientApiPathsTest {
    private static final String REALM = "/realms/shop/app-services";
    private static final String LOCATION = "/api/client/v2.0/app/a-b/location";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/client/v2.0/app/a-b/location",
                "/api/client/v2.0//app/a-b///location",
                "/api/client/v2.0/api/client/v2.0/app/a-b/location",
                "/api/client/v2.0//api/client/v2.0/app/a-b/location",
                "/client/v2.0/api/client/v2.0/app/a-b/location",
                "/any/prefix/api/client/v2.0/app/a-b/location",
                "/app-services/api/client/v2.0/app/a-b/location",
                "/realmsx/shop/api/client/v2.0/app/a-b/location"
            })
    void canonicalWhenAtTheRootThenOnePrefix(String path) {
        assertThat(ClientApiPaths.canonical(path, "")).contains(LOCATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                REALM + "/" + LOCATION,
                "/" + REALM + LOCATION,
                REALM + LOCATION + "/../x" + REALM + LOCATION,
                REALM + REALM + LOCATION,
                "/any/prefix" + REALM + LOCATION,
                "/realms/other/app-services" + REALM + LOCATION
            })
    void canonicalWhenBelowARealmThenThatMount(String path) {
        assertThat(ClientApiPaths.canonical(path, "")).contains(REALM + LOCATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LOCATION,
                REALM + LOCATION,
                "/",
                "",
                "/realms/shop/protocol/openid-connect/token",
                "//realms//shop",
                "/api/client/v2.0",
                "/api/client/v2",
                "/api/client/v20/app",
                "/api%2Fclient%2Fv2.0%2Fapp",
                "/API/client/v2.0/app"
            })
    void canonicalWhenNothingToDoThenEmpty(String path) {
        assertThat(ClientApiPaths.canonical(path, "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/realms/shop/api/client/v2.0/app",
                "/realms/shop/protocol/api/client/v2.0/app",
                "/realms/api/client/v2.0/app",
                "/admin/api/client/v2.0/app",
                "/admin/realms/shop//api/client/v2.0/app",
                "/resources/x/api/client/v2.0/app"
            })
    void canonicalWhenKeycloaksOwnThenEmpty(String path) {
        assertThat(ClientApiPaths.canonical(path, "")).isEmpty();
    }

    @Test
    void canonicalWhenEncodedSlashThenKeptAsItIs() {
        assertThat(ClientApiPaths.canonical("//api/client/v2.0/app/a%2Fb/location", ""))
                .contains("/api/client/v2.0/app/a%2Fb/location");
        assertThat(ClientApiPaths.canonical("/realms/a%2Fb/app-services//api/client/v2.0/x", ""))
                .contains("/realms/a%2Fb/app-services/api/client/v2.0/x");
    }

    @ParameterizedTest
    @CsvSource({
        "/auth//api/client/v2.0/x, /auth/api/client/v2.0/x",
        "/api/client/v2.0/x, /auth/api/client/v2.0/x",
        "/auth/api/client/v2.0/auth/api/client/v2.0/x, /auth/api/client/v2.0/x",
        "/auth/realms/shop/app-services//api/client/v2.0/x, /auth/realms/shop/app-services/api/client/v2.0/x",
        "/realms/shop/app-services/api/client/v2.0/x, /auth/realms/shop/app-services/api/client/v2.0/x"
    })
    void canonicalWhenRootPathThenBelowIt(String path, String expected) {
        assertThat(ClientApiPaths.canonical(path, "/auth")).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/auth/api/client/v2.0/x",
                "/auth/realms/shop/app-services/api/client/v2.0/x",
                "/auth/realms/shop/api/client/v2.0/x",
                "/auth/admin/api/client/v2.0/x"
            })
    void canonicalWhenRootPathAndNothingToDoThenEmpty(String path) {
        assertThat(ClientApiPaths.canonical(path, "/auth")).isEmpty();
    }
}
