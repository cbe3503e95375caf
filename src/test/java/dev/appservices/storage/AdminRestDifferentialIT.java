package dev.appservices.storage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.SharedServer;
import dev.appservices.testing.differential.Comparison;
import dev.appservices.testing.differential.Permitted;
import dev.appservices.testing.differential.Script;
import dev.appservices.testing.differential.TwinRealm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keycloak's own admin REST, token endpoint and account REST on a realm whose users are ours and on one whose users are
 * Keycloak's: the same requests, the same answers.
 */
class AdminRestDifferentialIT {
    private static final int MOST = 10;

    private static final List<Permitted> PERMITTED = List.of(
            Permitted.field(
                    "(origin|federationLink)", "Keycloak names the storage of every user that is not in its own"),
            Permitted.field(
                    "(userProfileMetadata/attributes|attributes/appServices[A-Za-z]+)",
                    "what App Services knows of a user stands among the attributes, to be read by administrators"),
            Permitted.step(
                    "users",
                    ".* a username like an id",
                    "24 hexadecimal digits are kept for ids: nobody can take the name of a deleted user"),
            Permitted.step(
                    "users",
                    "(.* address (of another )?as username|delete it)",
                    "an address that one user has is also a name of that user, so that it is taken"),
            Permitted.step(
                    "logins",
                    "(log in by the address|both sessions)",
                    "an address that one user has is also a name of that user, so that it logs in"),
            Permitted.step(
                    "links",
                    "(link without an id|links of berta)",
                    "an identity without an id logs nobody in, and two of them could not be told apart"),
            Permitted.step(
                    "links",
                    "(links when the provider came back|nobody by the provider that went)",
                    "identities are kept when their identity provider is removed"),
            Permitted.step(
                    "users",
                    "same username in upper case",
                    "Keycloak turns names into lower case before it compares them for users of its own alone"),
            Permitted.step(
                    "users",
                    "(move to another store|(get|delete) after the move)",
                    "Keycloak deletes a user of its own that names a storage which is not there; ours cannot be moved"));

    private static final String PLAIN = "plain-" + ObjectIds.random().substring(16);
    private static final String OURS = "ours-" + ObjectIds.random().substring(16);

    private static Comparison comparison;

    @BeforeAll
    static void compare() {
        SharedServer server = SharedServer.get();
        makeRealm(server, PLAIN);
        makeRealm(server, OURS);
        addStorage(server);
        comparison = Comparison.of(Script.steps(), new TwinRealm(server, PLAIN), new TwinRealm(server, OURS));
    }

    @AfterAll
    static void removeRealms() {
        SharedServer.get().admin().delete("/realms/" + PLAIN);
        SharedServer.get().admin().delete("/realms/" + OURS);
    }

    @Test
    void scriptWhenRunThenEveryStepSent() {
        assertThat(comparison.notSent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "realm",
                "people",
                "search",
                "count",
                "console",
                "paging",
                "users",
                "credentials",
                "roles",
                "groups",
                "links",
                "mails",
                "logins",
                "account"
            })
    void areaWhenAskedThenBothRealmsAnswerTheSame(String area) {
        assertThat(comparison.problems(area, PERMITTED)).isEmpty();
    }

    @Test
    void permittedDifferencesWhenComparedThenFewAndAllOfThemThere() {
        assertThat(PERMITTED).hasSizeLessThanOrEqualTo(MOST);
        assertThat(comparison.unused(PERMITTED)).isEmpty();
    }

    /** With the settings that a realm of an app has. */
    private static void makeRealm(SharedServer server, String name) {
        server.admin()
                .post(
                        "/realms",
                        Map.of(
                                "realm", name,
                                "enabled", true,
                                "bruteForceProtected", true,
                                "duplicateEmailsAllowed", true,
                                "loginWithEmailAllowed", false,
                                "editUsernameAllowed", false));
    }

    private static void addStorage(SharedServer server) {
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("name", "app-services");
        component.put("providerId", "app-services");
        component.put("providerType", "org.keycloak.storage.UserStorageProvider");
        component.put(
                "parentId", server.admin().get("/realms/" + OURS).get("id").textValue());
        component.put("config", Map.of());
        server.admin().post("/realms/" + OURS + "/components", component);
    }
}
