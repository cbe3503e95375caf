package dev.appservices.login.localuserpass;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.LogLine;
import dev.appservices.testing.OwnApp;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;

import static dev.appservices.testing.SdkClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

/** A realm in which the case of e-mail addresses stops to count, and counts again. */
class EmailCaseIT {
    private static final String CASE_SENSITIVE = "emailCaseSensitive";

    private final OwnApp app = OwnApp.create();
    private final SdkClient sdk = new SdkClient(app);

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void saveWhenCaseStopsToCountThenTwinsAreNamedAndEverybodyLogsIn() {
        String twin = SdkClient.newEmail();
        String otherTwin = "U" + twin.substring(1);
        String third = "Third-" + SdkClient.newEmail();
        String one = sdk.newUser(twin).text("user_id");
        String other = sdk.newUser(otherTwin).text("user_id");
        String thirdId = sdk.newUser(third).text("user_id");

        app.set(CASE_SENSITIVE, "false");
        OwnApp.await(() -> !warnings().isEmpty());

        assertThat(warnings())
                .singleElement()
                .satisfies(line -> assertThat(line.message())
                        .contains("Pairs: 1: user ", "user " + one, "user " + other)
                        .doesNotContain("@"));
        assertThat(sdk.login(twin, PASSWORD).text("user_id")).isEqualTo(one);
        assertThat(sdk.login(otherTwin, PASSWORD).text("user_id")).isEqualTo(other);
        assertThat(sdk.login(third.toUpperCase(Locale.ROOT), PASSWORD).text("user_id"))
                .isEqualTo(thirdId);
        assertThat(sdk.login(third, PASSWORD).text("user_id")).isEqualTo(thirdId);
        for (String spelling : List.of(twin.toUpperCase(Locale.ROOT), third.toLowerCase(Locale.ROOT))) {
            assertThat(sdk.register(spelling, PASSWORD).outcome())
                    .isEqualTo(Reply.error(409, "AccountNameInUse", "name already in use"));
        }
    }

    @Test
    void saveWhenCaseCountsAgainThenAddressesCountAsGiven() {
        app.set(CASE_SENSITIVE, "false");
        String email = "Ada-" + SdkClient.newEmail();
        String id = sdk.newUser(email).text("user_id");
        assertThat(sdk.login(email.toLowerCase(Locale.ROOT), PASSWORD).text("user_id"))
                .isEqualTo(id);

        app.set(CASE_SENSITIVE, "true");
        OwnApp.await(() -> sdk.login(email, PASSWORD).status() == 200);

        assertThat(sdk.login(email.toLowerCase(Locale.ROOT), PASSWORD).outcome())
                .isEqualTo(Reply.error(401, "InvalidPassword", "invalid username/password"));
        assertThat(sdk.register(email.toLowerCase(Locale.ROOT), PASSWORD).status())
                .isEqualTo(201);
    }

    private List<LogLine> warnings() {
        return app.logged().stream().filter(LogLine::isWarning).toList();
    }
}
