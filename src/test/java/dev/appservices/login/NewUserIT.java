package dev.appservices.login;

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.OwnApp;
import dev.appservices.testing.SdkClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What a realm gives to everybody new, also to whom an SDK makes. */
class NewUserIT {
    private static final OwnApp APP = OwnApp.create();

    @AfterAll
    static void removeApp() {
        APP.close();
    }

    @Test
    void firstLoginWhenRealmHasDefaultGroupsThenMember() {
        AdminConsole console = new AdminConsole(APP);
        SdkClient sdk = new SdkClient(APP);
        String earlier = sdk.anonymous().text("user_id");
        console.post("/groups", Map.of("name", "everybody"));
        String groupId = console.get("/groups").get(0).get("id").textValue();
        console.put("/default-groups/" + groupId, Map.of());

        String anonymous = sdk.anonymous().text("user_id");
        String registered = sdk.newUser(SdkClient.newEmail()).text("user_id");

        for (String userId : new String[] {anonymous, registered}) {
            assertThat(console.get(console.userPath(userId) + "/groups"))
                    .singleElement()
                    .satisfies(
                            group -> assertThat(group.get("name").textValue()).isEqualTo("everybody"));
        }
        assertThat(console.get(console.userPath(earlier) + "/groups")).isEmpty();
    }
}
