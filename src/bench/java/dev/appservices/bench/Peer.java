package dev.appservices.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appservices.testing.AdminApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A realm of Keycloak's own users, in Keycloak's own database, and its standard endpoints. */
final class Peer {
    private static final String REALM = "peer";
    private static final String SERVICE = "service";
    private static final String SECRET = "secret-of-the-bench";

    private final Http http;
    private final AdminApi admin;
    private final String url;
    private final String password;

    Peer(Http http, String baseUrl, AdminApi admin, String password) {
        this.http = http;
        this.admin = admin;
        this.url = baseUrl + "/realms/" + REALM + "/protocol/openid-connect";
        this.password = password;
    }

    void setUp() {
        admin.post("/realms", Map.of("realm", REALM, "enabled", true, "eventsEnabled", true));
        admin.post(
                "/realms/" + REALM + "/clients",
                Map.of("clientId", REALM, "publicClient", true, "directAccessGrantsEnabled", true));
        admin.post(
                "/realms/" + REALM + "/clients",
                Map.of("clientId", SERVICE, "secret", SECRET, "serviceAccountsEnabled", true));
        for (int i = 0; i < Load.CONNECTIONS; i++) {
            admin.post("/realms/" + REALM + "/users", user(i));
        }
    }

    /** With which access tokens are signed from now on. */
    void sign(String algorithm) {
        Clients.sign(admin, REALM, REALM, algorithm);
    }

    JsonNode login(int i) {
        return http.form(
                url + "/token",
                "grant_type=password&scope=openid&client_id=peer&username=user" + i + "&password="
                        + password.replace(' ', '+'));
    }

    JsonNode refresh(String refreshToken) {
        return http.form(url + "/token", "grant_type=refresh_token&client_id=peer&refresh_token=" + refreshToken);
    }

    JsonNode clientCredentials() {
        return http.form(
                url + "/token", "grant_type=client_credentials&client_id=" + SERVICE + "&client_secret=" + SECRET);
    }

    String userinfo(String accessToken) {
        return http.bearer("GET", url + "/userinfo", accessToken);
    }

    private Map<String, Object> user(int i) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("username", "user" + i);
        user.put("email", "user" + i + "@example.com");
        user.put("firstName", "First");
        user.put("lastName", "Last");
        user.put("enabled", true);
        user.put("credentials", List.of(Map.of("type", "password", "value", password, "temporary", false)));
        return user;
    }

    /** A change of a client that both sides need. */
    static final class Clients {
        private Clients() {}

        static void sign(AdminApi admin, String realm, String clientId, String algorithm) {
            String path = "/realms/" + realm + "/clients";
            ObjectNode client = (ObjectNode) admin.get(path + "?clientId=" + clientId).required(0);
            client.withObject("/attributes").put("access.token.signed.response.alg", algorithm);
            admin.put(path + "/" + client.required("id").textValue(), client);
        }
    }
}
