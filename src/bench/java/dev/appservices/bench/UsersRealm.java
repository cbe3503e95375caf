package dev.appservices.bench;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.appservices.testing.AdminApi;

/**
 * A realm of the bench.
 *
 * @param realmId its id in Keycloak
 * @param role the id of the role that some users have
 * @param group the id of the group that some users are in
 * @param userId the id that a person has in Keycloak
 */
record UsersRealm(String name, String realmId, String role, String group, Function<Person, String> userId) {
    static final String ROLE = "member";

    /** Whose users are in Keycloak's own database. */
    static UsersRealm plain(AdminApi admin, String name) {
        return create(admin, name).withIds(person -> person.uuid().toString());
    }

    /** Whose users are in MongoDB. */
    static UsersRealm ours(AdminApi admin, String name, String connectionString, String database) {
        UsersRealm realm = create(admin, name);
        admin.post(
                "/realms/" + name + "/components",
                Map.of(
                        "name", "app-services",
                        "providerId", "app-services",
                        "providerType", "org.keycloak.storage.UserStorageProvider",
                        "parentId", realm.realmId(),
                        "config",
                                Map.of(
                                        "enabled", List.of("true"),
                                        "connectionString", List.of(connectionString),
                                        "databaseName", List.of(database))));
        String id = component(admin, name).required("id").asText();
        return realm.withIds(person -> "f:" + id + ":" + person.hex());
    }

    /** The same users by another way. */
    void connect(AdminApi admin, String connectionString) {
        ObjectNode component = component(admin, name);
        component.withObject("config").putArray("connectionString").add(connectionString);
        admin.put("/realms/" + name + "/components/" + component.required("id").asText(), component);
    }

    private static ObjectNode component(AdminApi admin, String realm) {
        return (ObjectNode)
                admin.get("/realms/" + realm + "/components?name=app-services").required(0);
    }

    private static UsersRealm create(AdminApi admin, String name) {
        String path = "/realms/" + name;
        admin.post("/realms", Map.of("realm", name, "enabled", true));
        admin.post(path + "/roles", Map.of("name", ROLE));
        admin.post(path + "/groups", Map.of("name", "team"));
        return new UsersRealm(
                name,
                admin.get(path).path("id").asText(),
                admin.get(path + "/roles/" + ROLE).path("id").asText(),
                admin.get(path + "/groups").required(0).path("id").asText(),
                Person::hex);
    }

    private UsersRealm withIds(Function<Person, String> ids) {
        return new UsersRealm(name, realmId, role, group, ids);
    }

    String defaultRole(AdminApi admin) {
        return admin.get("/realms/" + name).path("defaultRole").path("id").asText();
    }

    String id(Person person) {
        return userId.apply(person);
    }
}
