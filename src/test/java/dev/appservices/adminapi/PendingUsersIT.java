package dev.appservices.adminapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.AdminRest;
import dev.appservices.testing.MailedApp;
import dev.appservices.testing.MailedApp.Pair;
import dev.appservices.testing.SdkClient;

import static dev.appservices.testing.SdkClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

/** What an operator does with registrations that have never logged in. */
class PendingUsersIT {
    private static MailedApp app;
    private static SdkClient sdk;
    private static AdminRest rest;

    private final String email = SdkClient.newEmail();

    @BeforeAll
    static void makeApp() {
        app = MailedApp.create("{\"autoConfirm\": false}");
        app.admin().put("/realms/" + app.realm(), Map.of("adminEventsEnabled", true));
        sdk = new SdkClient(app);
        rest = new AdminRest(app.baseUrl(), app.realm());
    }

    @AfterAll
    static void removeApp() {
        app.close();
    }

    @Test
    void registrationIsFoundByItsAddressWithoutSecrets() {
        sdk.register(email, PASSWORD);

        JsonNode found = found();

        assertThat(found.get("id").textValue()).matches("[0-9a-f]{24}");
        assertThat(found.get("userId").textValue()).matches("[0-9a-f]{24}");
        assertThat(found.get("confirmed").booleanValue()).isFalse();
        assertThat(found.get("emailVerified").booleanValue()).isFalse();
        assertThat(found.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id", "userId", "email", "confirmed", "emailVerified", "createdAt", "confirmationExpiresAt");
        assertThat(send("GET", "/" + found.get("id").textValue()).json()).isEqualTo(found);
    }

    @Test
    void pagesAreWholeAndInOrder() {
        for (int i = 0; i < 5; i++) {
            sdk.register(SdkClient.newEmail(), PASSWORD);
        }
        List<String> all = ids(send("GET", "?limit=500").json());

        List<String> paged = new ArrayList<>();
        String after = "";
        for (List<String> page = ids(send("GET", "?limit=2").json());
                !page.isEmpty();
                page = ids(send("GET", "?limit=2&after=" + after).json())) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            paged.addAll(page);
            after = page.get(page.size() - 1);
        }

        assertThat(paged).isEqualTo(all).isSorted().hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void confirmedRegistrationLogsInAndItsAddressIsNotVerified() {
        sdk.register(email, PASSWORD);
        String id = found().get("id").textValue();

        assertThat(send("POST", "/" + id + "/confirm").status()).isEqualTo(204);

        assertThat(found().get("confirmed").booleanValue()).isTrue();
        String userId = sdk.login(email, PASSWORD).text("user_id");
        assertThat(new AdminConsole(app).user(userId).get("emailVerified").booleanValue())
                .isFalse();
        assertThat(send("GET", "?email=" + email).json()).isEmpty();
        assertThat(adminEvents(id)).containsExactly("ACTION app-services/pending-users/" + id + "/confirm");
    }

    @Test
    void mailIsSentAgainUntilTheRegistrationIsConfirmed() {
        sdk.register(email, PASSWORD);
        app.nextMail(email);
        String id = found().get("id").textValue();

        assertThat(send("POST", "/" + id + "/send-confirmation").status()).isEqualTo(204);

        Pair pair = app.nextPair(email);
        assertThat(sdk.userpass("confirm", Map.of("token", pair.token(), "tokenId", pair.tokenId()))
                        .status())
                .isEqualTo(200);
        assertThat(send("POST", "/" + id + "/send-confirmation").outcome())
                .isEqualTo("409 This registration is confirmed already");
        assertThat(adminEvents(id)).containsExactly("ACTION app-services/pending-users/" + id + "/send-confirmation");
    }

    @Test
    void deletedRegistrationFreesItsAddress() {
        sdk.register(email, PASSWORD);
        String id = found().get("id").textValue();

        assertThat(send("DELETE", "/" + id).status()).isEqualTo(204);

        assertThat(send("DELETE", "/" + id).outcome()).isEqualTo("404 There is no such registration");
        assertThat(sdk.register(email, PASSWORD).status()).isEqualTo(201);
        assertThat(adminEvents(id)).containsExactly("DELETE app-services/pending-users/" + id);
    }

    @Test
    void oddRequestsAreRefusedWithASentence() {
        String absent = "/" + "a".repeat(24);
        assertThat(send("GET", absent).outcome()).isEqualTo("404 There is no such registration");
        assertThat(send("POST", absent + "/confirm").outcome()).isEqualTo("404 There is no such registration");
        assertThat(send("POST", absent + "/send-confirmation").outcome())
                .isEqualTo("404 There is no such registration");
        assertThat(send("GET", "/nope").outcome()).isEqualTo("400 The id of a registration has 24 hexadecimal digits");
        assertThat(send("GET", "?after=nope").outcome())
                .isEqualTo("400 The id of a registration has 24 hexadecimal digits");
        assertThat(List.of("0", "501", "x", "-1"))
                .allSatisfy(limit -> assertThat(send("GET", "?limit=" + limit).outcome())
                        .isEqualTo("400 limit must be from 1 to 500"));
        assertThat(send("PUT", absent).outcome()).isEqualTo("405 This path has GET and DELETE");
        assertThat(send("GET", absent + "/confirm/x").outcome())
                .isEqualTo("400 The id of a registration has 24 hexadecimal digits");
        assertThat(send("POST", absent + "/confirm/x").outcome()).isEqualTo("405 This path has GET and DELETE");
    }

    private JsonNode found() {
        JsonNode found = send("GET", "?email=" + email).json();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("email").textValue()).isEqualTo(email);
        return found.get(0);
    }

    private static List<String> ids(JsonNode list) {
        return list.findValuesAsText("id");
    }

    private static List<String> adminEvents(String id) {
        List<String> events = new ArrayList<>();
        for (JsonNode event : new AdminConsole(app).get("/admin-events?max=1000")) {
            if (event.get("resourcePath").asText().contains(id)) {
                assertThat(event.get("resourceType").asText()).isEqualTo("APP_SERVICES_PENDING_USER");
                events.add(event.get("operationType").asText() + " "
                        + event.get("resourcePath").asText());
            }
        }
        return events;
    }

    private static AdminRest.Reply send(String method, String below) {
        return rest.send(method, "pending-users" + below, app.admin().token(), Map.of(), new byte[0]);
    }
}
