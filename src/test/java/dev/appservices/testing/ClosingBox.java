package dev.appservices.testing;

import java.nio.file.Path;

/**
 * What the launcher says last: all that is needed to try the app.
 *
 * @param realm name of the app's realm
 * @param anonymous whether the app lets anonymous users in
 * @param mongo where users are kept, without credentials
 */
record ClosingBox(
        String baseUrl,
        String appId,
        String realm,
        boolean anonymous,
        String adminPassword,
        String mongo,
        Path data,
        Path log) {

    String text() {
        String line = "-".repeat(80);
        return """
            %1$s
             The app is up.

               Base URL        %2$s
               App ID          %3$s
               Admin console   %2$s/admin/master/console/#/%4$s
                               admin / %5$s
               Users           %6$s
               Data            %7$s (empty it with -Dfresh)
               Log             %8$s

             Try it: in an empty folder, npm i realm-web@2.0.1, save this as hello.mjs, then node hello.mjs

            import * as Realm from "realm-web";

            const app = new Realm.App({ id: "%3$s", baseUrl: "%2$s" });
            const user = await app.logIn(Realm.Credentials.%9$s);
            console.log(user.id, user.profile);

             Ctrl-C stops everything; the same command finds all users again.
            %1$s""".formatted(line, baseUrl, appId, realm, adminPassword, mongo, data, log, credentials());
    }

    private String credentials() {
        return anonymous ? "anonymous()" : "emailPassword(\"somebody@example.com\", \"their password\")";
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ClosingBox[baseUrl=" + baseUrl + ", appId=" + appId + ", realm=" + realm + ", adminPassword=<hidden>]";
    }
}
