package dev.appservices.login.localuserpass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.MailedApp;
import dev.appservices.testing.MailedApp.Pair;
import dev.appservices.testing.NodeProject;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.mail.Mail;

import static dev.appservices.testing.SdkClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

/** The pages of this server that mails lead to when the app has none of its own. */
class UserpassPagesIT {
    private static final String NEW_PASSWORD = "another password";
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    private static MailedApp app;
    private static SdkClient sdk;

    private final String email = SdkClient.newEmail();

    @BeforeAll
    static void makeApp() {
        app = MailedApp.create("{\"autoConfirm\": false}");
        sdk = new SdkClient(app);
    }

    @AfterAll
    static void removeApp() {
        app.close();
    }

    @Test
    void linkOfAMailLeadsToThisServer() {
        assertThat(registered().links().get(0))
                .startsWith(
                        app.baseUrl() + "/realms/" + app.realm() + "/app-services/app/" + app.appId() + "/confirm/");
    }

    /** Programs that look for dangerous links open each of them before the reader does. */
    @Test
    void openingAPageChangesNothingAndTheButtonDoes() {
        Mail mail = registered();
        for (int i = 0; i < 3; i++) {
            assertThat(open(mail).statusCode()).isEqualTo(200);
        }
        assertThat(sdk.login(email, PASSWORD).status()).isEqualTo(401);

        HttpResponse<String> done = press(mail, Map.of());

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).contains("Your address is confirmed.");
        HttpResponse<String> again = press(mail, Map.of());
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("This link has been used already.");
        assertThat(sdk.login(email, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void newPasswordIsSetWhenBothFieldsAreTheSame() {
        Mail mail = forgotten();

        HttpResponse<String> different = press(mail, passwords(NEW_PASSWORD, "something else"));
        HttpResponse<String> tooShort = press(mail, passwords("short", "short"));
        assertThat(different.statusCode()).isEqualTo(400);
        assertThat(different.body()).contains("The two passwords are not the same.");
        assertThat(tooShort.statusCode()).isEqualTo(400);
        assertThat(tooShort.body()).contains("password must be between 6 and 128 characters");

        HttpResponse<String> done = press(mail, passwords(NEW_PASSWORD, NEW_PASSWORD));

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).contains("Your password is changed.");
        assertThat(sdk.login(email, NEW_PASSWORD).status()).isEqualTo(200);
        assertThat(sdk.login(email, PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void pagesTellTheAddressToNobodyAndRunNothing() {
        HttpResponse<String> page = open(registered());

        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
                .doesNotContain("unsafe", "*", "http");
    }

    @Test
    void linksThatNoMailHasHadAreRefusedWithoutAWordMore() {
        String pages = app.baseUrl() + "/realms/" + app.realm() + "/app-services/app/";
        String id = "a".repeat(24);
        assertThat(get(pages + app.appId() + "/confirm/" + id + "?token=x").statusCode())
                .isEqualTo(400);
        assertThat(get(pages + app.appId() + "/reset/" + id).statusCode()).isEqualTo(400);
        assertThat(get(pages + app.appId() + "/nope/" + id + "?token=" + "a".repeat(128))
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(pages + "nobody-abcde/confirm/" + id + "?token=" + "a".repeat(128))
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<String> unknown = post(pages + app.appId() + "/confirm/" + id, Map.of("token", "a".repeat(128)));
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("This link does not work, or no longer.");
    }

    @Test
    void storyInABrowserAndWithRealmWeb() {
        NodeProject.Result result = NodeProject.ready()
                .run(
                        "scenarios/mail-pages.mjs",
                        Map.of(
                                "BASE_URL", app.baseUrl(),
                                "APP_ID", app.appId(),
                                "LINKS", app.linksUrl(),
                                "SCREENSHOTS",
                                        Path.of("target", "screenshots", "mail-pages")
                                                .toAbsolutePath()
                                                .toString()));

        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    private Mail registered() {
        assertThat(sdk.register(email, PASSWORD).status()).isEqualTo(201);
        return app.nextMail(email);
    }

    private Mail forgotten() {
        press(registered(), Map.of());
        sdk.login(email, PASSWORD);
        assertThat(sdk.userpass("reset/send", Map.of("email", email)).status()).isEqualTo(200);
        return app.nextMail(email);
    }

    private static Map<String, String> passwords(String one, String other) {
        return Map.of("password-new", one, "password-confirm", other);
    }

    private static HttpResponse<String> open(Mail mail) {
        return get(mail.links().get(0));
    }

    private static HttpResponse<String> press(Mail mail, Map<String, String> fields) {
        Pair pair = MailedApp.pairOf(mail);
        Map<String, String> form = new HashMap<>(fields);
        form.put("token", pair.token());
        return post(mail.links().get(0).replaceFirst("\\?.*$", ""), form);
    }

    private static HttpResponse<String> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Accept", "text/html")
                .GET());
    }

    private static HttpResponse<String> post(String url, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("A page was interrupted", e);
        }
    }
}
