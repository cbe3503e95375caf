package dev.appservices.storage;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.BrowserClient;
import dev.appservices.testing.NodeProject;
import dev.appservices.testing.Ports;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.mail.Mail;
import dev.appservices.testing.mail.MailCatcher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keycloak's own pages for users of ours: registration, confirmation and change of the address, forgotten passwords,
 * consents, passkeys.
 */
final class BrowserPagesIT {
    private static final String UPDATE_EMAIL = "/authentication/required-actions/UPDATE_EMAIL";

    private static final BlockingQueue<Mail> MAILS = new LinkedBlockingQueue<>();

    private static OutageRealm realm;
    private static MailCatcher catcher;

    @BeforeAll
    static void makeRealm() {
        catcher = MailCatcher.open(Ports.loopback(), 0, 0, MAILS::add);
        realm = OutageRealm.create();
        Map<String, String> smtp =
                Map.of("host", "127.0.0.1", "port", String.valueOf(catcher.smtpPort()), "from", "no-reply@app.example");
        realm.console()
                .put(
                        "",
                        Map.of(
                                "registrationAllowed", true,
                                "resetPasswordAllowed", true,
                                "smtpServer", smtp));
    }

    @AfterAll
    static void removeRealm() {
        realm.close();
        catcher.close();
    }

    @Test
    void registerWhenAddressIsConfirmedThenAUserOfOursForBrowsersAndSdks() throws InterruptedException {
        realm.console().put("", Map.of("verifyEmail", true));
        BrowserClient browser = new BrowserClient(realm.app());
        Optional<String> page = browser.submit(browser.registrationPage(), registration("grace", "Grace@example.org"));
        assertThat(page).isPresent();
        Document registered = only("grace");
        assertThat(registered.getBoolean("emailVerified")).isNull();
        assertThat(registered).containsEntry("email", "grace@example.org").doesNotContainKey("disabled");

        // Keycloak lets a password be chosen when the address is confirmed, and not before.
        String form = browser.open(link(nextMail("grace@example.org")));
        assertThat(browser.submit(form, Map.of("password-new", "first-password", "password-confirm", "first-password")))
                .isEmpty();

        Document confirmed = only("grace");
        assertThat(confirmed.getBoolean("emailVerified")).isTrue();
        assertThat(confirmed.get("_id")).isEqualTo(registered.get("_id"));
        assertThat(confirmed).doesNotContainKey("requiredActions");
        assertThat(new BrowserClient(realm.app()).logsIn("grace", "first-password"))
                .isTrue();
        assertThat(sdkUserId("grace@example.org", "first-password"))
                .isEqualTo(registered.getObjectId("_id").toHexString());
    }

    @Test
    void forgottenPasswordWhenResetByMailThenTheSameUserWithTheNewOne() throws InterruptedException {
        realm.console().put("", Map.of("verifyEmail", false));
        SdkClient sdk = new SdkClient(realm.app());
        String email = SdkClient.newEmail();
        String userId = sdk.newUser(email).text("user_id");
        BrowserClient browser = new BrowserClient(realm.app());

        browser.submit(browser.forgottenPasswordPage(), Map.of("username", email));
        String form = browser.open(link(nextMail(email)));
        // The page after this one asks for the names that users of SDKs have not.
        browser.submit(form, Map.of("password-new", "second-password", "password-confirm", "second-password"));

        assertThat(sdkUserId(email, "second-password")).isEqualTo(userId);
        assertThat(new SdkClient(realm.app()).login(email, SdkClient.PASSWORD).status())
                .isEqualTo(401);
    }

    @Test
    void addressWhenChangedByTheUserThenTheNewOneCountsOnceItIsConfirmed() throws InterruptedException {
        realm.console().put("", Map.of("verifyEmail", true));
        ObjectNode action = (ObjectNode) realm.console().get(UPDATE_EMAIL);
        realm.console().put(UPDATE_EMAIL, action.put("enabled", true));
        String old = SdkClient.newEmail();
        String address = SdkClient.newEmail();
        String userId = newPerson(old);
        BrowserClient browser = new BrowserClient(realm.app());

        String form = browser.actionPage("UPDATE_EMAIL", old, SdkClient.PASSWORD);
        browser.submit(form, Map.of("email", address));
        Mail mail = nextMail(address);
        assertThat(sdkUserId(old, SdkClient.PASSWORD)).isEqualTo(userId);
        new BrowserClient(realm.app()).open(link(mail));

        assertThat(document(userId))
                .containsEntry("email", address)
                .containsEntry("emailKey", address)
                .containsEntry("emailVerified", true);
        assertThat(sdkUserId(address, SdkClient.PASSWORD)).isEqualTo(userId);
        assertThat(new SdkClient(realm.app()).login(old, SdkClient.PASSWORD).status())
                .isEqualTo(401);
    }

    @Test
    void consentWhenGivenThenKnownToTheOperatorAndAskedForAgainOnceWithdrawn() {
        realm.console().put("", Map.of("verifyEmail", false));
        realm.console()
                .post(
                        "/clients",
                        Map.of(
                                "clientId",
                                "shop",
                                "publicClient",
                                true,
                                "consentRequired",
                                true,
                                "redirectUris",
                                List.of("/realms/" + realm.app().realm() + "/account/*")));
        String email = SdkClient.newEmail();
        String path = realm.console().userPath(newPerson(email));

        BrowserClient browser = new BrowserClient(realm.app(), "shop");
        assertThat(browser.consents(browser.pageAfterLogin(email, SdkClient.PASSWORD)))
                .isTrue();

        assertThat(realm.console().get(path + "/consents"))
                .singleElement()
                .satisfies(consent ->
                        assertThat(consent.get("clientId").textValue()).isEqualTo("shop"));
        assertThat(new BrowserClient(realm.app(), "shop").logsIn(email, SdkClient.PASSWORD))
                .isTrue();
        realm.console().delete(path + "/consents/shop");
        assertThat(new BrowserClient(realm.app(), "shop").logsIn(email, SdkClient.PASSWORD))
                .isFalse();
    }

    @Test
    void passkeyWhenMadeThenInTheDocumentAndEnoughToLogIn() {
        // Keycloak changes these settings only together with the name that browsers show.
        realm.console()
                .put(
                        "",
                        Map.of(
                                "verifyEmail",
                                false,
                                "webAuthnPolicyPasswordlessRpEntityName",
                                "the realm",
                                "webAuthnPolicyPasswordlessPasskeysEnabled",
                                true));
        String email = SdkClient.newEmail();
        String userId = newPerson(email);
        String path = realm.console().userPath(userId);
        realm.console().put(path, Map.of("requiredActions", List.of("webauthn-register-passwordless")));

        NodeProject.Result result = NodeProject.ready()
                .run(
                        "scenarios/passkey.mjs",
                        Map.of(
                                "BASE_URL",
                                realm.app().baseUrl(),
                                "APP_ID",
                                realm.app().appId(),
                                "REALM",
                                realm.app().realm(),
                                "EMAIL",
                                email,
                                "PASSWORD",
                                SdkClient.PASSWORD,
                                "SCREENSHOTS",
                                Path.of("target", "screenshots")
                                        .toAbsolutePath()
                                        .toString()));

        assertThat(result.exitCode())
                .as("the browser printed:%n%s", result.output())
                .isZero();
        assertThat(document(userId).get("credentials", Document.class).values())
                .singleElement()
                .satisfies(passkey -> assertThat((Document) passkey)
                        .containsEntry("type", "webauthn-passwordless")
                        .containsEntry("label", "key of the test"));
        assertThat(realm.console().get(path + "/credentials"))
                .extracting(credential -> credential.get("type").textValue())
                .contains("webauthn-passwordless");
    }

    /** Somebody who registered with an SDK, and has the names that Keycloak's pages want. */
    private static String newPerson(String email) {
        String userId = new SdkClient(realm.app()).newUser(email).text("user_id");
        realm.console()
                .put(
                        realm.console().userPath(userId),
                        Map.of("email", email, "emailVerified", true, "firstName", "Grace", "lastName", "H"));
        return userId;
    }

    private static Document document(String userId) {
        return realm.documents("users").stream()
                .filter(document -> document.getObjectId("_id").toHexString().equals(userId))
                .findAny()
                .orElseThrow();
    }

    private static Map<String, String> registration(String username, String email) {
        return Map.of(
                "username", username,
                "email", email,
                "firstName", "Grace",
                "lastName", "Hopper",
                "password", "first-password",
                "password-confirm", "first-password");
    }

    private static Document only(String username) {
        List<Document> found = realm.documents("users").stream()
                .filter(document -> username.equals(document.getString("username")))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Mail nextMail(String address) throws InterruptedException {
        Mail mail = MAILS.poll(30, TimeUnit.SECONDS);
        assertThat(mail).as("mail to " + address).isNotNull();
        assertThat(mail.to()).isEqualTo(address);
        return mail;
    }

    private static URI link(Mail mail) {
        return mail.links().stream()
                .filter(link -> link.contains("/login-actions/"))
                .findFirst()
                .map(URI::create)
                .orElseThrow();
    }

    private static String sdkUserId(String email, String password) {
        return new SdkClient(realm.app()).login(email, password).text("user_id");
    }
}
