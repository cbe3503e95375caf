package dev.appservices.storage;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.appservices.testing.AdminApiException;
import dev.appservices.testing.BrowserClient;
import dev.appservices.testing.Management;
import dev.appservices.testing.Management.Readiness;
import dev.appservices.testing.MongoProxy.Failure;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;
import dev.appservices.testing.SharedServer;

import static dev.appservices.testing.SdkClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

/** A MongoDB that fails in every way, under load: who needs it is told so, everybody else notices nothing. */
class OutageIT {
    /** More than the server has threads, on a machine with up to 12 processors. */
    private static final int DEVICES = 60;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String UNAVAILABLE =
            Reply.error(503, "InternalServerError", "the user store is not available");

    private static SharedServer server;
    private static OutageRealm realm;
    private static SdkClient sdk;

    /** Addresses of users, one for each device. */
    private static List<String> emails;

    @BeforeAll
    static void start() {
        server = SharedServer.get();
        realm = OutageRealm.create();
        sdk = new SdkClient(realm.app());
        emails = Stream.generate(SdkClient::newEmail).limit(DEVICES).toList();
        emails.forEach(sdk::newUser);
    }

    @AfterAll
    static void end() {
        if (realm != null) {
            realm.close();
        }
    }

    @AfterEach
    void endFailure() {
        realm.proxy().fail(Failure.NONE);
        assertThat(within(() -> sdk.anonymous().status(), status -> status == 200))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void loadWhenMongoFailsThenUnavailableAndNothingAcknowledgedIsLost(Failure failure) {
        try (OutageLoad load = new OutageLoad(sdk, emails)) {
            load.awaitSuccesses(DEVICES);

            double refused = untried();
            realm.proxy().fail(failure);
            if (failure == Failure.SLOW) {
                load.awaitRequests(DEVICES);
            } else {
                load.awaitUnavailable(DEVICES);
                assertUntried(refused);
            }
            assertOthersGoOn();
            load.awaitRequests(DEVICES);

            realm.proxy().fail(Failure.NONE);
            load.awaitSuccesses(3 * DEVICES);
            load.stop();

            assertThat(load.outcomes()).isSubsetOf("success", OutageLoad.UNAVAILABLE);
            assertKept(load);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "SLOW"})
    void doorsWhenMongoFailsThenServerErrorAtEachAndNoFailureCounted(Failure failure) {
        String email = emails.get(0);
        Reply session = sdk.login(email, PASSWORD);
        String user = realm.console().userPath(session.text("user_id"));
        realm.console().post("/clear-user-cache", Map.of()); // It would answer in MongoDB's place for some seconds.

        realm.proxy().fail(failure);

        assertThat(sdk.anonymous().outcome()).isEqualTo(UNAVAILABLE);
        assertThat(sdk.login(email, PASSWORD).outcome()).isEqualTo(UNAVAILABLE);
        assertThat(sdk.login(email, "wrong password").outcome()).isEqualTo(UNAVAILABLE);
        assertThat(sdk.register(SdkClient.newEmail(), PASSWORD).outcome()).isEqualTo(UNAVAILABLE);
        assertThat(sdk.profile(session.text("access_token")).outcome()).isEqualTo(UNAVAILABLE);
        assertThat(sdk.refresh(session.text("refresh_token")).outcome()).isEqualTo(UNAVAILABLE);
        Reply token = sdk.loginAtTokenEndpoint(email, PASSWORD);
        assertThat(token.status()).isEqualTo(503);
        assertThat(token.text("error")).isEqualTo("server_error");
        Reply stock = sdk.loginElsewhere(realm.app().realm(), email, PASSWORD);
        assertThat(stock.status()).isEqualTo(503);
        assertThat(stock.text("error")).isEqualTo("temporarily_unavailable");
        assertThat(new BrowserClient(realm.app()).statusOfLogin(email, PASSWORD))
                .isEqualTo(503);
        assertThat(statusOf(user)).isEqualTo(503);
        if (failure != Failure.RESET_IN_REPLY) {
            assertNotReady();
        }

        realm.proxy().fail(Failure.NONE);
        assertThat(within(() -> statusOf(user), status -> status == 200)).isEqualTo(200);
        assertThat(realm.countedFailures(session.text("user_id"))).isZero();
        assertThat(sdk.login(email, PASSWORD).status()).isEqualTo(200);
        assertThat(sdk.refresh(session.text("refresh_token")).status()).isEqualTo(201);
    }

    @Test
    void firstLoginWhenMongoIsAwayThenUnavailableUntilItComes() {
        try (OutageRealm late = OutageRealm.create()) {
            SdkClient guest = new SdkClient(late.app());
            late.proxy().fail(Failure.STALLED);
            assertThat(guest.anonymous().outcome()).isEqualTo(UNAVAILABLE);

            late.proxy().fail(Failure.NONE);
            assertThat(within(guest::anonymous, reply -> reply.status() == 200).outcome())
                    .startsWith("200 ");
        }
    }

    private static void assertOthersGoOn() {
        assertThat(server.admin().token()).isNotEmpty();
        assertThat(new SdkClient(server).anonymous().status()).isEqualTo(200);
    }

    /** From some moment on, MongoDB is not asked any more. */
    private static void assertUntried(double before) {
        assertThat(within(OutageIT::untried, count -> count > before)).isGreaterThan(before);
    }

    private static double untried() {
        return new Management(server)
                .metric(
                        "keycloak_app_services_mongodb_refused_total",
                        "hosts=\"" + realm.proxy().address() + "\"",
                        "reason=\"not_answering\"");
    }

    private static void assertNotReady() {
        String key = "realm " + realm.app().realm();
        Management management = new Management(server);
        Readiness ready = within(management::ready, known -> data(known).has(key));
        assertThat(data(ready).path(key).asText())
                .isEqualTo("database outage at " + realm.proxy().address() + " does not answer");
        assertThat(ready.status()).isEqualTo(200);
    }

    private static JsonNode data(Readiness ready) {
        return ready.check("App Services MongoDB").path("data");
    }

    private static int statusOf(String userPath) {
        try {
            realm.console().get(userPath);
            return 200;
        } catch (AdminApiException e) {
            return e.status();
        }
    }

    /** The first answer of the kind, or the last one of some seconds. */
    private static <T> T within(Supplier<T> question, Predicate<T> expected) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        T answer = question.get();
        while (!expected.test(answer) && System.nanoTime() - end < 0) {
            answer = question.get();
        }
        return answer;
    }

    private static void assertKept(OutageLoad load) {
        List<Document> all = realm.documents("users");
        assertThat(all)
                .extracting(user -> user.getObjectId("_id").toHexString())
                .containsAll(load.guests());
        assertUnique(all.stream().filter(user -> user.containsKey("emailKey")).map(user -> user.getString("emailKey")));
        assertUnique(all.stream()
                .flatMap(user -> user.getList("identities", Document.class).stream())
                .map(identity -> identity.getString("provider_type") + identity.getString("id")));

        Map<String, String> ids = all.stream()
                .filter(user -> user.containsKey("emailKey"))
                .collect(Collectors.toMap(
                        user -> user.getString("emailKey"),
                        user -> user.getObjectId("_id").toHexString()));
        List<Document> pending = realm.documents("pending_users");
        assertUnique(pending.stream().map(user -> user.getString("emailKey")));
        for (Document registration : pending) {
            String id = registration.getObjectId("userId").toHexString();
            assertThat(ids.getOrDefault(registration.getString("emailKey"), id)).isEqualTo(id);
        }
        Set<String> known = Stream.concat(
                        ids.keySet().stream(), pending.stream().map(user -> user.getString("emailKey")))
                .collect(Collectors.toSet());
        assertThat(known).containsAll(load.registered());
        assertThat(load.registered().parallelStream()
                        .filter(email -> sdk.login(email, PASSWORD).status() != 200))
                .isEmpty();
    }

    private static void assertUnique(Stream<String> keys) {
        List<String> all = keys.toList();
        assertThat(all).doesNotHaveDuplicates();
    }
}
