package dev.appservices.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Leads the mails of a realm to the launcher, unless somebody has given the realm an SMTP server. */
final class RealmMails {
    private static final String HOST = "127.0.0.1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AdminApi admin;
    private final String realm;

    RealmMails(AdminApi admin, String realm) {
        this.admin = admin;
        this.realm = realm;
    }

    /**
     * Makes them come to the port.
     *
     * @param before the port of an earlier run, by which its setting is recognized
     * @return the host of the realm's own SMTP server, if it has one; then nothing was changed
     */
    Optional<String> lead(OptionalInt before, int port) {
        JsonNode smtp = admin.get("/realms/" + realm).path("smtpServer");
        Map<String, String> now =
                smtp.isObject() ? JSON.convertValue(smtp, new TypeReference<Map<String, String>>() {}) : Map.of();
        if (isForeign(now, before)) {
            return Optional.ofNullable(now.get("host"));
        }
        Map<String, String> wanted = wanted(now, port);
        if (!wanted.equals(now)) {
            admin.put("/realms/" + realm, Map.of("smtpServer", wanted));
        }
        return Optional.empty();
    }

    static boolean isForeign(Map<String, String> smtp, OptionalInt before) {
        String host = smtp.getOrDefault("host", "");
        boolean ours = host.equals(HOST)
                && before.isPresent()
                && Integer.toString(before.getAsInt()).equals(smtp.get("port"));
        return !host.isEmpty() && !ours;
    }

    /** The sender's name and the like that somebody has set meanwhile stay. */
    static Map<String, String> wanted(Map<String, String> smtp, int port) {
        Map<String, String> wanted = new HashMap<>(smtp);
        wanted.put("host", HOST);
        wanted.put("port", Integer.toString(port));
        wanted.putIfAbsent("from", "no-reply@app.example");
        return wanted;
    }
}
