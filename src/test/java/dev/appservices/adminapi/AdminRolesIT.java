package dev.appservices.adminapi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.AdminApi;
import dev.appservices.testing.AdminRest;
import dev.appservices.testing.SharedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Every admin route with every role. A route that is added without a row here fails. */
class AdminRolesIT {
    private static final String SECRET = "secret-of-the-roles";

    /**
     * Who is let in, by route: each set of roles of {@code realm-management} is enough and lacks one when it is smaller.
     * What is not listed is refused, but for {@code realm-admin}, which has all of them.
     */
    private static final List<Set<String>> VIEWS_USERS = List.of(Set.of("view-users"), Set.of("manage-users"));

    private static final List<Set<String>> MANAGES_USERS = List.of(Set.of("manage-users"));

    private static final Map<String, List<Set<String>>> ALLOWED = Map.ofEntries(
            Map.entry("POST custom-token/test", List.of(Set.of("view-realm"), Set.of("manage-realm"))),
            Map.entry("GET api-keys", VIEWS_USERS),
            Map.entry("POST api-keys", MANAGES_USERS),
            Map.entry("GET api-keys/{id}", VIEWS_USERS),
            Map.entry("DELETE api-keys/{id}", MANAGES_USERS),
            Map.entry("PUT api-keys/{id}/enable", MANAGES_USERS),
            Map.entry("PUT api-keys/{id}/disable", MANAGES_USERS),
            Map.entry("POST deployments", List.of(Set.of("manage-realm", "manage-clients"))),
            Map.entry("GET pending-users", VIEWS_USERS),
            Map.entry("GET pending-users/{id}", VIEWS_USERS),
            Map.entry("DELETE pending-users/{id}", MANAGES_USERS),
            Map.entry("POST pending-users/{id}/confirm", MANAGES_USERS),
            Map.entry("POST pending-users/{id}/send-confirmation", MANAGES_USERS),
            Map.entry("DELETE users/{id}/identities/{type}/{identity}", List.of(Set.of("manage-users"))),
            Map.entry(
                    "GET database",
                    List.of(
                            Set.of("view-realm", "view-users"),
                            Set.of("manage-realm", "view-users"),
                            Set.of("view-realm", "manage-users"),
                            Set.of("manage-realm", "manage-users"))),
            Map.entry(
                    "GET deployments",
                    List.of(
                            Set.of("view-realm", "view-clients"),
                            Set.of("manage-realm", "view-clients"),
                            Set.of("view-realm", "manage-clients"),
                            Set.of("manage-realm", "manage-clients"))));

    private final AdminApi admin = SharedServer.get().admin();
    private final String realm = "r" + ObjectIds.random();
    private final AdminRest rest = new AdminRest(SharedServer.get().baseUrl(), realm);

    @Test
    void everyRouteHasARow() {
        assertThat(AdminRoutes.ALL)
                .extracting(AdminRolesIT::name)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(ALLOWED.keySet());
    }

    @Test
    void everyRouteLetsInWhoHasItsRolesAndNobodyElse() {
        Map<String, JsonNode> roles = createRealm();
        String account = serviceAccount();

        for (AdminRoute route : AdminRoutes.ALL) {
            assertThat(status(route, "")).as(name(route) + " without a token").isEqualTo(401);
            assertThat(status(route, "no.token.atall")).as(name(route)).isEqualTo(401);
            assertThat(letIn(route, admin.token()))
                    .as(name(route) + " by the master realm")
                    .isTrue();
        }
        for (Set<String> given : sets(roles.keySet())) {
            String token = token(account, given, roles);
            for (AdminRoute route : AdminRoutes.ALL) {
                boolean expected = given.contains("realm-admin")
                        || ALLOWED.getOrDefault(name(route), List.of()).stream().anyMatch(given::containsAll);
                assertThat(letIn(route, token))
                        .as(name(route) + " with " + given)
                        .isEqualTo(expected);
            }
        }
    }

    /** No role, each single one, and each pair that opens something. */
    private static List<Set<String>> sets(Set<String> all) {
        List<Set<String>> sets = new ArrayList<>();
        sets.add(Set.of());
        all.forEach(role -> sets.add(Set.of(role)));
        ALLOWED.values().stream().flatMap(List::stream).distinct().forEach(sets::add);
        return sets;
    }

    private boolean letIn(AdminRoute route, String token) {
        int status = status(route, token);
        assertThat(status).as(name(route)).isIn(good(route), 403);
        return status == good(route);
    }

    /** What is refused without a body, or since the realm has no users of ours, is not refused for a role. */
    private static int good(AdminRoute route) {
        if (route.path().startsWith("pending-users")) {
            return 503;
        }
        if (route.method().equals("POST")) {
            return route.path().equals("deployments") ? 415 : 400;
        }
        if (route.path().startsWith("api-keys")) {
            return 503;
        }
        // Nobody has the identity of the path.
        return route.method().equals("DELETE") ? 404 : 200;
    }

    private int status(AdminRoute route, String token) {
        String path = route.path()
                .replace("{id}", ObjectIds.random())
                .replace('{', '-')
                .replace('}', '-');
        return rest.send(route.method(), path, token, Map.of(), new byte[0]).status();
    }

    private static String name(AdminRoute route) {
        return route.method() + " " + route.path();
    }

    private Map<String, JsonNode> createRealm() {
        admin.post("/realms", Map.of("realm", realm, "enabled", true));
        Map<String, JsonNode> roles = new HashMap<>();
        admin.get("/realms/" + realm + "/clients/" + management() + "/roles")
                .forEach(role -> roles.put(role.path("name").asText(), role));
        assertThat(roles).containsKeys("realm-admin", "manage-realm", "view-clients", "manage-users");
        return roles;
    }

    private String management() {
        return admin.get("/realms/" + realm + "/clients?clientId=realm-management")
                .required(0)
                .path("id")
                .asText();
    }

    /** The id of the user behind the client {@code roles}. */
    private String serviceAccount() {
        admin.post(
                "/realms/" + realm + "/clients",
                Map.of("clientId", "roles", "secret", SECRET, "serviceAccountsEnabled", true));
        String client = admin.get("/realms/" + realm + "/clients?clientId=roles")
                .required(0)
                .path("id")
                .asText();
        return admin.get("/realms/" + realm + "/clients/" + client + "/service-account-user")
                .path("id")
                .asText();
    }

    private String token(String account, Set<String> given, Map<String, JsonNode> roles) {
        String mappings = "/realms/" + realm + "/users/" + account + "/role-mappings/clients/" + management();
        Set<String> before = new HashSet<>();
        admin.get(mappings).forEach(role -> before.add(role.path("name").asText()));
        Stream<String> obsolete = before.stream().filter(role -> !given.contains(role));
        admin.delete(mappings, obsolete.map(roles::get).collect(Collectors.toList()));
        admin.post(mappings, given.stream().map(roles::get).toList());
        return rest.serviceToken("roles", SECRET);
    }
}
