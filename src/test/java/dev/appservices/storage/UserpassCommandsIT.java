package dev.appservices.storage;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.MailedApp;
import dev.appservices.testing.MailedApp.Pair;
import dev.appservices.testing.Ports;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;
import dev.appservices.testing.mail.Mail;
import dev.appservices.testing.mail.MailCatcher;

import static org.assertj.core.api.Assertions.assertThat;

/** What confirmations and resets ask of MongoDB, as it goes over the wire, beside the counts of limits. */
final class UserpassCommandsIT {
    private static final BlockingQueue<Mail> MAILS = new LinkedBlockingQueue<>();
    private static final String STEPS = "/authentication/flows/app-services-login-providers/executions";

    private static OutageRealm realm;
    private static MailCatcher catcher;
    private static SdkClient sdk;

    private final String email = SdkClient.newEmail();

    @BeforeAll
    static void makeRealm() {
        catcher = MailCatcher.open(Ports.loopback(), 0, 0, MAILS::add);
        realm = OutageRealm.create();
        sdk = new SdkClient(realm.app());
        Map<String, String> smtp =
                Map.of("host", "127.0.0.1", "port", String.valueOf(catcher.smtpPort()), "from", "no-reply@app.example");
        realm.console().put("", Map.of("smtpServer", smtp));
        confirmByMail();
        sdk.register(SdkClient.newEmail(), SdkClient.PASSWORD); // Opens the store.
        MAILS.clear();
    }

    @AfterAll
    static void removeRealm() {
        realm.close();
        catcher.close();
    }

    private static void confirmByMail() {
        for (JsonNode step : realm.console().get(STEPS)) {
            if (step.path("providerId").asText().equals("app-services-local-userpass")) {
                String path = "/authentication/config/"
                        + step.get("authenticationConfig").textValue();
                ObjectNode config = (ObjectNode) realm.console().get(path);
                ((ObjectNode) config.get("config")).put("appServices.autoConfirm", "false");
                realm.console().put(path, config);
            }
        }
    }

    @Test
    void requestsThatMailOrBringAPairAskTwice() throws InterruptedException {
        assertThat(asked(() -> sdk.register(email, SdkClient.PASSWORD)))
                .containsExactly("find pending_users", "find users", "insert pending_users", "find users");
        nextPair();
        assertThat(asked(() -> sdk.userpass("confirm/send", Map.of("email", email))))
                .containsExactly("find pending_users", "update pending_users");
        Pair confirmation = nextPair();
        assertThat(asked(() -> sdk.userpass("confirm", body(confirmation))))
                .containsExactly("find pending_users", "update pending_users");
        sdk.login(email, SdkClient.PASSWORD);
        assertThat(asked(() -> sdk.userpass("reset/send", Map.of("email", email))))
                .containsExactly("find users", "update users");
        Pair reset = nextPair();
        assertThat(asked(() -> sdk.userpass("reset", body(reset)))).containsExactly("find users", "update users");
    }

    private interface Request {
        Reply send();
    }

    private static List<String> asked(Request request) {
        realm.proxy().takeCommands();
        Reply reply = request.send();
        assertThat(reply.status()).as(reply.toString()).isIn(200, 201);
        return realm.proxy().takeCommands().stream()
                .map(UserpassCommandsIT::shape)
                .filter(command -> !command.endsWith(" request_counts"))
                .toList();
    }

    private static String shape(BsonDocument command) {
        String name = command.getFirstKey();
        return name + " " + command.getString(name).getValue();
    }

    private static Map<String, String> body(Pair pair) {
        return Map.of("token", pair.token(), "tokenId", pair.tokenId(), "password", "another password");
    }

    private static Pair nextPair() throws InterruptedException {
        Mail mail = MAILS.poll(30, TimeUnit.SECONDS);
        assertThat(mail).isNotNull();
        return MailedApp.pairOf(mail);
    }
}
