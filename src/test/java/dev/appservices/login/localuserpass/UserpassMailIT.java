package dev.appservices.login.localuserpass;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.AdminRest;
import dev.appservices.testing.Deadline;
import dev.appservices.testing.MailedApp;
import dev.appservices.testing.MailedApp.Pair;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;
import dev.appservices.testing.SharedServer;
import dev.appservices.testing.mail.Mail;

import static dev.appservices.testing.SdkClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

/** Confirmation and reset by mails that are caught, on a real server. */
class UserpassMailIT {
    private static final String NEW_PASSWORD = "another password";
    private static final String CONFIG = "{\"autoConfirm\": false, \"emailConfirmationUrl\":"
            + " \"https://app.example/c?lang=de#/top\", \"confirmEmailSubject\": \"Welcome, {you}!\","
            + " \"resetPasswordUrl\": \"orchard://reset\"}";

    private static MailedApp app;
    private static SdkClient sdk;

    private final String email = SdkClient.newEmail();

    @BeforeAll
    static void makeApp() {
        app = MailedApp.create(CONFIG);
        sdk = new SdkClient(app);
    }

    @AfterAll
    static void removeApp() {
        app.close();
    }

    @Test
    void storyFromRegistrationToANewPassword() {
        assertThat(sdk.register(email, PASSWORD).status()).isEqualTo(201);
        Pair confirmation = app.nextPair(email);
        assertThat(sdk.login(email, PASSWORD).outcome())
                .isEqualTo(Reply.error(401, "AuthError", "confirmation required"));
        assertThat(confirm(confirmation).status()).isEqualTo(200);
        Reply login = sdk.login(email, PASSWORD);
        JsonNode user = new AdminConsole(app).user(login.text("user_id"));
        assertThat(user.get("emailVerified").booleanValue()).isTrue();

        assertThat(sendReset().status()).isEqualTo(200);
        assertThat(reset(app.nextPair(email)).status()).isEqualTo(200);

        assertThat(sdk.profile(login.text("access_token")).status()).isEqualTo(401);
        assertThat(sdk.refresh(login.text("refresh_token")).status()).isEqualTo(401);
        assertThat(new AdminConsole(app).get("/users/" + user.get("id").textValue() + "/sessions"))
                .isEmpty();
        assertThat(sdk.login(email, PASSWORD).status()).isEqualTo(401);
        Reply again = sdk.login(email, NEW_PASSWORD);
        assertThat(again.text("user_id")).isEqualTo(login.text("user_id"));
        assertThat(sdk.profile(again.text("access_token")).status()).isEqualTo(200);
    }

    @Test
    void mailsHaveTheSettingsOfTheApp() {
        sdk.register(email, PASSWORD);
        Mail confirmation = app.nextMail(email);
        sendReset();
        Mail reset = app.nextMail(email);

        assertThat(confirmation.subject()).isEqualTo("Welcome, {you}!");
        assertThat(confirmation.links()).hasSize(1);
        assertThat(confirmation.links().get(0))
                .matches("https://app\\.example/c\\?lang=de&token=[0-9a-f]{128}&tokenId=[0-9a-f]{24}#/top");
        assertThat(confirmation.html()).contains("<a href=\"https://app.example/c?");
        assertThat(confirmation.text()).contains("30 minutes");
        assertThat(reset.subject()).isEqualTo("A new password for " + app.realm());
        assertThat(reset.text()).containsPattern("orchard://reset\\?token=[0-9a-f]{128}&tokenId=[0-9a-f]{24}\\s");
        assertThat(reset.html()).contains("<a href=\"orchard://reset?token=");
    }

    @Test
    void mailsSpeakTheLanguageOfTheRealm() {
        try (MailedApp german = MailedApp.create("{\"autoConfirm\": true}")) {
            german.admin()
                    .put(
                            "/realms/" + german.realm(),
                            Map.of(
                                    "internationalizationEnabled",
                                    true,
                                    "supportedLocales",
                                    List.of("de", "en"),
                                    "defaultLocale",
                                    "de",
                                    "displayName",
                                    "Garten"));
            german.set("appServices.resetPasswordSubject", "${appServicesResetTitle}");
            SdkClient client = new SdkClient(german);
            client.register(email, PASSWORD);

            client.userpass("reset/send", Map.of("email", email));

            Mail mail = german.nextMail(email);
            assertThat(mail.subject()).isEqualTo("Wählen Sie ein neues Passwort");
            assertThat(mail.text()).contains("Konto bei Garten");
        }
    }

    @Test
    void eventsTellWhatWasDoneAndWhyNot() {
        sdk.register(email, PASSWORD);
        Pair first = app.nextPair(email);
        sdk.userpass("confirm/send", Map.of("email", email));
        Pair second = app.nextPair(email);

        assertThat(eventOf(confirm(first))).isEqualTo("VERIFY_EMAIL_ERROR invalid_code token_unknown");
        assertThat(eventOf(confirm(second))).isEqualTo("VERIFY_EMAIL");
        assertThat(eventOf(confirm(second))).isEqualTo("VERIFY_EMAIL_ERROR invalid_code token_used");
        assertThat(eventOf(confirm(new Pair("x", "y")))).isEqualTo("VERIFY_EMAIL_ERROR invalid_code token_malformed");
        assertThat(eventOf(confirm(new Pair("a".repeat(128), second.tokenId()))))
                .isEqualTo("VERIFY_EMAIL_ERROR invalid_code token_wrong_token");
        assertThat(eventOf(reset(second))).isEqualTo("RESET_PASSWORD_ERROR invalid_code token_wrong_purpose");
        assertThat(eventOf(sdk.userpass("confirm/send", Map.of("email", email))))
                .isEqualTo("SEND_VERIFY_EMAIL_ERROR email_already_verified already confirmed");
        assertThat(eventOf(sendReset())).isEqualTo("SEND_RESET_PASSWORD");
        assertThat(eventOf(reset(app.nextPair(email)))).isEqualTo("RESET_PASSWORD");
        assertThat(app.events("REGISTER"))
                .anySatisfy(
                        event -> assertThat(event.at("/details/email").asText()).isEqualTo(email));
        assertThat(app.events("SEND_VERIFY_EMAIL"))
                .filteredOn(event -> event.at("/details/email").asText().equals(email))
                .hasSize(2);
    }

    @Test
    void pairsAreNeitherStoredNorLoggedNorInEvents() throws IOException {
        sdk.register(email, PASSWORD);
        Pair confirmation = app.nextPair(email);
        confirm(new Pair(confirmation.token(), ObjectIds.random()));
        confirm(confirmation);
        sdk.login(email, PASSWORD);
        sendReset();
        Pair reset = app.nextPair(email);
        reset(reset);

        Stream<String> documents = Stream.of("users", "pending_users")
                .flatMap(name -> app.collection(name).find().map(Document::toJson).into(new ArrayList<>()).stream());
        assertThat(documents).noneMatch(text -> text.contains(confirmation.token()) || text.contains(reset.token()));
        assertThat(Files.readString(SharedServer.get().log())).doesNotContain(confirmation.token(), reset.token());
        assertThat(new AdminConsole(app).get("/events?max=1000").toString())
                .doesNotContain(confirmation.token(), reset.token());
    }

    @Test
    void userWithoutAPasswordGetsOneByMail() {
        ObjectId id = new ObjectId(ObjectIds.random());
        Document identity = new Document("provider_type", "local-userpass")
                .append("id", ObjectIds.random())
                .append("data", new Document("email", email));
        app.collection("users")
                .insertOne(new Document("_id", id)
                        .append("identities", List.of(identity))
                        .append("emailKey", email)
                        .append("email", email));
        assertThat(sdk.login(email, NEW_PASSWORD).status()).isEqualTo(401);

        sendReset();
        assertThat(reset(app.nextPair(email)).status()).isEqualTo(200);

        assertThat(sdk.login(email, NEW_PASSWORD).text("user_id")).isEqualTo(id.toHexString());
    }

    @Test
    void withoutAServerForMailsNothingIsLost() {
        app.switchMailsOn(false);
        try {
            Reply refused = sdk.register(email, PASSWORD);

            assertThat(refused.outcome())
                    .isEqualTo(Reply.error(503, "InternalServerError", "this server cannot send mails"));
            assertThat(eventOf(refused))
                    .isEqualTo("REGISTER_ERROR email_send_failed Realm " + app.realm()
                            + " has no SMTP server or no sender: see Realm settings, Email");
            assertThat(app.collection("pending_users").countDocuments(new Document("emailKey", email)))
                    .isZero();
        } finally {
            app.switchMailsOn(true);
        }
        assertThat(sdk.register(email, PASSWORD).status()).isEqualTo(201);
        assertThat(confirm(app.nextPair(email)).status()).isEqualTo(200);
    }

    @Test
    void providerSwitchedOffThenUnsupported() {
        try (MailedApp off = MailedApp.create(CONFIG)) {
            off.switchProviderOff();
            SdkClient client = new SdkClient(off);
            String refusal = Reply.error(401, "InvalidSession", "authentication via 'local-userpass' is unsupported");

            Map<String, String> body =
                    Map.of("email", email, "token", "a".repeat(128), "tokenId", "a".repeat(24), "password", PASSWORD);
            assertThat(List.of("confirm", "confirm/send", "confirm/call", "reset", "reset/send", "reset/call"))
                    .allSatisfy(route ->
                            assertThat(client.userpass(route, body).outcome()).isEqualTo(refusal));
        }
    }

    @Test
    void neutralAnswersAreAlikeAndTheMailComesAllTheSame() {
        try (MailedApp neutral = MailedApp.create(CONFIG)) {
            SdkClient client = new SdkClient(neutral);
            client.register(email, PASSWORD);
            neutral.nextMail(email);
            neutral.set("appServices.neutralAnswersEnabled", "true");
            String unknown = SdkClient.newEmail();

            assertThat(List.of("confirm/send", "reset/send")).allSatisfy(route -> {
                Reply toKnown = client.userpass(route, Map.of("email", email));
                Reply toUnknown = client.userpass(route, Map.of("email", unknown));
                assertThat(toUnknown.status() + " " + toUnknown.body() + toUnknown.contentType())
                        .isEqualTo(toKnown.status() + " " + toKnown.body() + toKnown.contentType())
                        .isEqualTo("200 {}application/json");
                assertThat(neutral.nextMail(email).links().size()
                                + neutral.settings().size())
                        .isPositive();
            });
            assertThat(Deadline.in(Duration.ofSeconds(30))
                            .until(() -> neutral.events("SEND_RESET_PASSWORD_ERROR").stream()
                                    .anyMatch(event -> event.at("/details/email")
                                                    .asText()
                                                    .equals(unknown)
                                            && event.get("error").asText().equals("user_not_found"))))
                    .isTrue();
            assertThat(neutral.hasMail(unknown)).isFalse();
        }
    }

    /** Whoever asks for too many mails to somebody must not make the ones that came worth nothing. */
    @Test
    void mailsAreLimitedForEachAddressAndForEachWhoAsks() {
        try (MailedApp limited = MailedApp.create(CONFIG)) {
            limited.setOfApp("mailsPerHour", "2");
            limited.setOfApp("mailRequestsPerHour", "4");
            SdkClient client = new SdkClient(limited);
            client.register(email, PASSWORD);
            limited.nextMail(email);
            assertThat(client.userpass("confirm/send", Map.of("email", email)).status())
                    .isEqualTo(200);
            Pair last = limited.nextPair(email);

            Reply third = client.userpass("confirm/send", Map.of("email", email));

            assertThat(third.outcome())
                    .isEqualTo(Reply.error(429, "TooManyRequests", "too many mails to this address, try again later"));
            assertThat(client.userpass("confirm", Map.of("token", last.token(), "tokenId", last.tokenId()))
                            .status())
                    .isEqualTo(200);
            Map<String, String> unknown = Map.of("email", SdkClient.newEmail());
            assertThat(client.userpass("reset/send", unknown).status()).isEqualTo(404);
            assertThat(client.userpass("reset/send", unknown).status()).isEqualTo(404);
            assertThat(client.userpass("reset/send", unknown).outcome())
                    .isEqualTo(Reply.error(
                            429, "TooManyRequests", "too many requests for mails from this address, try again later"));
            assertThat(limited.events("SEND_RESET_PASSWORD_ERROR"))
                    .anySatisfy(event -> assertThat(event.get("error").asText()).isEqualTo("too_many_requests"));
        }
    }

    @Test
    void deploymentWritesTheSettingsAndItsPlanNamesWhatItChanges() {
        try (MailedApp deployed = MailedApp.create(CONFIG)) {
            ObjectNode settings = (ObjectNode) deployed.settings();
            assertThat(settings.get("appServices.emailConfirmationUrl").textValue())
                    .isEqualTo("https://app.example/c?lang=de#/top");
            assertThat(settings.get("appServices.resetPasswordUrl").textValue()).isEqualTo("orchard://reset");

            AdminRest.Reply again =
                    deployed.deploy("{\"autoConfirm\": false, \"emailConfirmationUrl\": \"https://new.example\"}");

            assertThat(again.json().get("plan").toString())
                    .contains(
                            "provider local-userpass, confirmation URL: https://app.example/c?lang=de#/top becomes"
                                    + " https://new.example",
                            "provider local-userpass, password reset URL: orchard://reset becomes none",
                            "provider local-userpass, subject of confirmation mails: Welcome, {you}! becomes none");
            assertThat(deployed.settings().has("appServices.resetPasswordUrl")).isFalse();
        }
    }

    private Reply confirm(Pair pair) {
        return sdk.userpass("confirm", Map.of("token", pair.token(), "tokenId", pair.tokenId()));
    }

    private Reply reset(Pair pair) {
        return sdk.userpass(
                "reset", Map.of("token", pair.token(), "tokenId", pair.tokenId(), "password", NEW_PASSWORD));
    }

    private Reply sendReset() {
        return sdk.userpass("reset/send", Map.of("email", email));
    }

    /** The one event of a request in short. */
    private static String eventOf(Reply reply) {
        List<JsonNode> events = new AdminConsole(app).eventsOf(reply.requestId());
        assertThat(events).hasSize(1);
        JsonNode event = events.get(0);
        return event.get("type").asText()
                + (event.hasNonNull("error")
                        ? " " + event.get("error").asText() + " "
                                + event.at("/details/reason").asText()
                        : "");
    }
}
