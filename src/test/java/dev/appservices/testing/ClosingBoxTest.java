package dev.appservices.testing;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClosingBoxTest {
    private final ClosingBox box = box(true);

    private static ClosingBox box(boolean anonymous) {
        return new ClosingBox(
                "http://localhost:9090",
                "orchard-abcde",
                "orchard",
                anonymous,
                "pa55word",
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
                   App ID          orchard-abcde
                   Admin console   http://localhost:9090/admin/master/console/#/orchard
                                   admin / pa55word
                   Users           a stand-in for MongoDB, mongodb://127.0.0.1:40001
                   Data            data (empty it with -Dfresh)
                   Log             keycloak.log

                 Try it: in an empty folder, npm i realm-web@2.0.1, save this as hello.mjs, then node hello.mjs

                import * as Realm from "realm-web";

                const app = new Realm.App({ id: "orchard-abcde", baseUrl: "http://localhost:9090" });
                const user = await app.logIn(Realm.Credentials.anonymous());
                console.log(user.id, user.profile);

                 Ctrl-C stops everything; the same command finds all users again.
                --------------------------------------------------------------------------------""");
    }

    @Test
    void textWhenAppHasNoAnonymousUsersThenProgramLogsInByEmail() {
        assertThat(box(false).text())
                .contains("app.logIn(Realm.Credentials.emailPassword(\"somebody@example.com\", \"their password\"));");
    }

    @Test
    void toStringHidesThePassword() {
        assertThat(box.toString()).doesNotContain("pa55word").contains("<hidden>");
    }
}
