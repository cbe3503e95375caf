package dev.appservices.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the launcher says last: all that is needed to try the app.
 *
 * @param port of the server
 * @param lan base URLs for other devices; empty if the server listens on the loopback address alone
 * @param app the directory that is watched
 * @param realm name of the app's realm
 * @param anonymous whether the app lets anonymous users in
 * @param mails where the realm's mails are
 * @param mongo where users are kept, without credentials
 */
record ClosingBox(
        int port,
        List<String> lan,
        Path app,
        String appId,
        String realm,
        boolean anonymous,
        String adminPassword,
        String mails,
        String mongo,
        Path data,
        Path log) {

    ClosingBox {
        lan = List.copyOf(lan);
    }

    String text() {
        String line = "-".repeat(80);
        return """
            %1$s
             The app is up.

               Base URL        %2$s
                               %10$s (Android emulator)
                               %11$s
               App ID          %3$s
               Admin console   %2$s/admin/master/console/#/%4$s
                               admin / %5$s
               App             %12$s (saved files are deployed at once)
               Mails           %13$s
               Users           %6$s
               Data            %7$s (empty it with -Dfresh)
               Log             %8$s

             Try it: in an empty folder, npm i realm-web@2.0.1, save this as hello.mjs, then node hello.mjs

            import * as Realm from "realm-web";

            const app = new Realm.App({ id: "%3$s", baseUrl: "%2$s" });
            const user = await app.logIn(Realm.Credentials.%9$s);
            console.log(user.id, user.profile);

             In your app, the base URL goes here:

               React Native    new Realm.App({ id: "%3$s", baseUrl: "%2$s" })
               Kotlin          AppConfiguration.Builder("%3$s").baseUrl("%10$s").build()
               Swift           App(id: "%3$s", configuration: AppConfiguration(baseURL: "%2$s"))
               .NET            new AppConfiguration("%3$s") { BaseUri = new Uri("%2$s") }
               Flutter         AppConfiguration("%3$s", baseUrl: Uri.parse("%2$s"))
               Stitch          Stitch.initializeDefaultAppClient("%3$s",
                                 new StitchAppClientConfiguration.Builder().withBaseUrl("%2$s").build())

             Ctrl-C stops everything; the same command finds all users again.
            %1$s""".formatted(
                        line,
                        baseUrl(),
                        appId,
                        realm,
                        adminPassword,
                        mongo,
                        data,
                        log,
                        credentials(),
                        "http://10.0.2.2:" + port,
                        others(),
                        app,
                        mails);
    }

    private String baseUrl() {
        return "http://localhost:" + port;
    }

    private String others() {
        return lan.isEmpty()
                ? "for other devices: start with -Dlan"
                : lan.stream().map(url -> url + " (other devices)").collect(Collectors.joining("\n" + " ".repeat(19)));
    }

    private String credentials() {
        return anonymous ? "anonymous()" : "emailPassword(\"somebody@example.com\", \"their password\")";
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ClosingBox[port=" + port + ", appId=" + appId + ", realm=" + realm + ", adminPassword=<hidden>]";
    }
}
