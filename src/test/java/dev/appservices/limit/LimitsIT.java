package dev.appservices.limit;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.OwnApp;
import dev.appservices.testing.PlainHttp;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;

import static dev.appservices.testing.SdkClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

/** An app whose operator allows little. */
class LimitsIT {
    private final OwnApp app = OwnApp.create();
    private final SdkClient sdk = new SdkClient(app);

    @BeforeEach
    void keepEvents() {
        new AdminConsole(app).put("", Map.of("eventsEnabled", true));
    }

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void registrationWhenTooManyThenRefusedAndTheOperatorSeesWhy() {
        app.set("registrationsPerHour", "2");
        sdk.newUser(SdkClient.newEmail());
        String email = SdkClient.newEmail();
        sdk.newUser(email);

        Reply refused = sdk.register(SdkClient.newEmail(), PASSWORD);

        assertTooMany(refused, "too many registrations from this address, try again later");
        assertThat(sdk.login(email, PASSWORD).status()).isEqualTo(200);
        app.set("registrationsPerHour", "0");
        assertThat(sdk.register(SdkClient.newEmail(), PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void anonymousLoginWhenTooManyThenRefusedAlsoUnderAnInventedAddress() {
        app.set("anonymousLoginsPerHour", "1");
        Reply first = sdk.anonymous();
        String path = "/api/client/v2.0/app/" + app.appId() + "/auth/providers/anon-user/login";
        PlainHttp http = new PlainHttp(SocketFactory.getDefault(), URI.create(app.baseUrl()));

        assertTooMany(sdk.anonymous(), "too many anonymous logins from this address, try again later");
        assertThat(http.post(path, "{}", "X-Forwarded-For: 203.0.113.7").status())
                .isEqualTo(429);
        assertThat(http.post(path, "{}", "Forwarded: for=203.0.113.7").status()).isEqualTo(429);
        assertThat(sdk.refresh(first.text("refresh_token")).status()).isEqualTo(201);
    }

    @Test
    void loginWhenTooManyHaveFailedThenRefusedAlsoWithTheRightPassword() {
        String email = SdkClient.newEmail();
        sdk.newUser(email);
        app.set("failedLoginsPerHour", "3");
        List<Integer> statuses = new ArrayList<>();
        for (String address : List.of(email, SdkClient.newEmail(), email, SdkClient.newEmail())) {
            statuses.add(sdk.login(address, "wrong password").status());
        }

        assertThat(statuses).containsExactly(401, 401, 401, 429);
        assertTooMany(sdk.login(email, PASSWORD), "too many failed logins from this address, try again later");
        assertThat(sdk.loginAtTokenEndpoint(email, PASSWORD).status()).isEqualTo(429);
        assertThat(sdk.anonymous().status()).isEqualTo(200);
    }

    private void assertTooMany(Reply reply, String text) {
        assertThat(reply.outcome()).isEqualTo(Reply.error(429, "TooManyRequests", text));
        assertThat(Integer.parseInt(reply.retryAfter())).isBetween(1, 3601);
        assertThat(new AdminConsole(app).eventsOf(reply.requestId()))
                .singleElement()
                .satisfies(event -> assertThat(event.get("error").textValue()).isEqualTo("too_many_requests"));
    }
}
