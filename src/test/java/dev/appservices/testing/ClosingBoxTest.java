package dev.appservices.testing;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClosingBoxTest {
    private final ClosingBox box = box(true, List.of());

    private static ClosingBox box(boolean anonymous, List<String> lan) {
        return new ClosingBox(
                9090,
                lan,
                Path.of("orchard"),
                "orchard-abcde",
                "orchard",
                anonymous,
                "pa55word",
                "http://localhost:8025/ (no mail leaves this machine)",
                "a stand-in for MongoDB, mongodb://127.0.0.1:40001",
                Path.of("data"),
                Path.of("keycloak.log"));
    }

    @Test
    void textHasEverythingThatIsNeededToTryTheApp() {
        assertThat(box.text()).isEqualTo("""
                --------------------------------------------------------------------------------
                 The app is up.

                   Base URL        http://localhost:9090
                                   http://10.0.2.2:9090 (Android emulator)
                                   for other devices: start with -Dlan
                   App ID          orchard-abcde
                   Admin console   http://localhost:9090/admin/master/console/#/orchard
                                   admin / pa55word
                   App             orchard (saved files are deployed at once)
                   Mails           http://localhost:8025/ (no mail leaves this machine)
                   Users           a stand-in for MongoDB, mongodb://127.0.0.1:40001
                   Data            data (empty it with -Dfresh)
                   Log             keycloak.log

                 Try it: in an empty folder, npm i realm-web@2.0.1, save this as hello.mjs, then node hello.mjs

                import * as Realm from "realm-web";

                const app = new Realm.App({ id: "orchard-abcde", baseUrl: "http://localhost:9090" });
                const user = await app.logIn(Realm.Credentials.anonymous());
                console.log(user.id, user.profile);

                 In your app, the base URL goes here:

                   React Native    new Realm.App({ id: "orchard-abcde", baseUrl: "http://localhost:9090" })
                   Kotlin          AppConfiguration.Builder("orchard-abcde").baseUrl("http://10.0.2.2:9090").build()
                   Swift           App(id: "orchard-abcde", configuration: AppConfiguration(baseURL: "http://localhost:9090"))
                   .NET            new AppConfiguration("orchard-abcde") { BaseUri = new Uri("http://localhost:9090") }
                   Flutter         AppConfiguration("orchard-abcde", baseUrl: Uri.parse("http://localhost:9090"))
                   Stitch          Stitch.initializeDefaultAppClient("orchard-abcde",
                                     new StitchAppClientConfiguration.Builder().withBaseUrl("http://localhost:9090").build())

                 Ctrl-C stops everything; the same command finds all users again.
                --------------------------------------------------------------------------------""");
    }

    @Test
    void textWhenAppHasNoAnonymousUsersThenProgramLogsInByEmail() {
        assertThat(box(false, List.of()).text())
                .contains("app.logIn(Realm.Credentials.emailPassword(\"somebody@example.com\", \"their password\"));");
    }

    @Test
    void textWhenOnTheLocalNetworkThenEachAddress() {
        assertThat(box(true, List.of("http://192.168.1.20:9090", "http://10.1.1.5:9090"))
                        .text())
                .contains("""
                                           http://10.0.2.2:9090 (Android emulator)
                                           http://192.168.1.20:9090 (other devices)
                                           http://10.1.1.5:9090 (other devices)
                           App ID          orchard-abcde
                        """)
                .doesNotContain("-Dlan");
    }

    @Test
    void toStringHidesThePassword() {
        assertThat(box.toString()).doesNotContain("pa55word").contains("<hidden>");
    }
}
