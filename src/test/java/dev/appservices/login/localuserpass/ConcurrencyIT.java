package dev.appservices.login.localuserpass;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.bson.Document;
import org.junit.jupiter.api.Test;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.Management;
import dev.appservices.testing.Parallel;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;
import dev.appservices.testing.SharedServer;

import static dev.appservices.testing.SdkClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

/** One address in the hands of many devices at once, and of somebody who guesses. */
class ConcurrencyIT {
    private static final int WRONG_PASSWORDS = 10;
    private static final int FLOOD = 200;
    private static final String INVALID = Reply.error(401, "InvalidPassword", "invalid username/password");

    private final SharedServer server = SharedServer.get();
    private final SdkClient sdk = new SdkClient(server);
    private final AdminConsole console = new AdminConsole(server);
    private final Management management = new Management(server);

    @Test
    void registrationsAndFirstLoginsAtOnceMakeOneUser() {
        String email = SdkClient.newEmail();

        List<Reply> registrations = Parallel.run(20, () -> sdk.register(email, PASSWORD));

        assertThat(registrations.stream().filter(reply -> reply.status() == 201))
                .hasSize(1);
        assertThat(registrations.stream().filter(reply -> reply.status() != 201).map(Reply::outcome))
                .hasSize(19)
                .containsOnly(Reply.error(409, "AccountNameInUse", "name already in use"));
        assertThat(documents("pending_users", email)).isEqualTo(1);
        assertThat(documents("users", email)).isZero();

        List<Reply> logins = Parallel.run(8, () -> sdk.login(email, PASSWORD));

        assertThat(logins).extracting(Reply::status).containsOnly(200);
        assertThat(userIds(logins)).hasSize(1);
        assertThat(documents("users", email)).isEqualTo(1);
        assertThat(documents("pending_users", email)).isZero();
    }

    /** More than the server has worker threads. */
    @Test
    void rightLoginsAtOnceAllSucceed() {
        String email = SdkClient.newEmail();
        String userId = sdk.newUser(email).text("user_id");

        List<Reply> logins = Parallel.run(80, () -> sdk.login(email, PASSWORD));

        assertThat(logins).extracting(Reply::status).containsOnly(200);
        assertThat(userIds(logins)).containsExactly(userId);
    }

    @Test
    void wrongPasswordsAtOnceTestNoMoreOfThemThanOneAfterTheOther() {
        String email = SdkClient.newEmail();
        String neighbor = SdkClient.newEmail();
        String userId = sdk.newUser(email).text("user_id");
        sdk.newUser(neighbor);
        withLimit(5, () -> {
            List<Reply> logins = Parallel.run(40, () -> sdk.login(email, "wrong password"));

            assertThat(logins.stream().map(Reply::outcome)).hasSize(40).containsOnly(INVALID);
            assertThat(console.errorsOf(userId))
                    .containsOnly(entry("invalid_user_credentials", 5L), entry("user_temporarily_disabled", 35L));
            assertThat(sdk.login(email, PASSWORD).outcome()).isEqualTo(INVALID);
            assertThat(sdk.login(neighbor, PASSWORD).status()).isEqualTo(200);
        });
    }

    /** Where failures lock an account for good, an attempt that waited must not be judged by the user of before. */
    @Test
    void wrongPasswordsAtOnceWhenLockIsPermanentThenTheSame() {
        String email = SdkClient.newEmail();
        String userId = sdk.newUser(email).text("user_id");
        withLimit(5, Map.of("permanentLockout", true, "maxTemporaryLockouts", 0), () -> {
            List<Reply> logins = Parallel.run(40, () -> sdk.login(email, "wrong password"));

            assertThat(logins.stream().map(Reply::outcome)).hasSize(40).containsOnly(INVALID);
            assertThat(console.errorsOf(userId)).containsEntry("invalid_user_credentials", 5L);
            assertThat(sdk.login(email, PASSWORD).outcome()).isEqualTo(INVALID);
        });
    }

    @Test
    void rightPasswordThenWrongOnesBeforeItAreForgotten() {
        String email = SdkClient.newEmail();
        sdk.newUser(email);
        withLimit(5, () -> {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 4; i++) {
                    assertThat(sdk.login(email, "wrong password").outcome()).isEqualTo(INVALID);
                }
                assertThat(sdk.login(email, PASSWORD).status()).isEqualTo(200);
            }
        });
    }

    /** The same step at Keycloak's own endpoint stands in no line: few wait, the others are told to come again. */
    @Test
    void rightLoginsAtOnceAtTheTokenEndpointThenNobodyIsToldOfAWrongPassword() {
        String email = SdkClient.newEmail();
        sdk.newUser(email);

        List<Reply> logins = Parallel.run(30, () -> sdk.loginAtTokenEndpoint(email, PASSWORD));

        assertThat(logins).extracting(Reply::status).contains(200).isSubsetOf(200, 503);
        assertThat(sdk.login(email, PASSWORD).status()).isEqualTo(200);
    }

    /**
     * Order, not time: were those who wait to hold worker threads, of which there are fewer than of them, the other
     * login would come nearly last.
     */
    @Test
    void floodAtOneAddressThenAnotherUserDoesNotWaitForItAndNothingIsLeft() throws Exception {
        String flooded = SdkClient.newEmail();
        String other = SdkClient.newEmail();
        sdk.newUser(flooded);
        sdk.newUser(other);
        AtomicInteger answered = new AtomicInteger();
        ExecutorService devices = Executors.newFixedThreadPool(FLOOD);
        try {
            List<Callable<Integer>> flood = Collections.nCopies(FLOOD, () -> {
                sdk.login(flooded, PASSWORD);
                return answered.incrementAndGet();
            });
            List<Future<Integer>> running = flood.stream().map(devices::submit).toList();
            await(() -> answered.get() > 0 && waiting() > FLOOD / 2);

            int before = answered.get();
            assertThat(sdk.login(other, PASSWORD).status()).isEqualTo(200);

            assertThat(answered.get() - before).isLessThan(FLOOD / 4);
            assertThat(running).filteredOn(Future::isDone).hasSizeLessThan(FLOOD);
        } finally {
            devices.shutdownNow();
        }
        await(() -> waiting() == 0);
        // Requests that had their turn when their clients went away are still being served: "busy" until they are done.
        await(() -> sdk.login(flooded, PASSWORD).status() != 503);
        assertThat(sdk.login(flooded, PASSWORD).status()).isEqualTo(200);
    }

    /** Logins that have come and have no worker thread yet. */
    private double waiting() {
        return management.metric("keycloak_app_services_logins_waiting");
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("nanoseconds over time").isNegative();
        }
    }

    @Test
    void wrongPasswordsInARealmThatIsNoAppThenLockedAsEver() {
        String realm = "stock-" + ObjectIds.random();
        server.admin()
                .post(
                        "/realms",
                        Map.of(
                                "realm",
                                realm,
                                "enabled",
                                true,
                                "bruteForceProtected",
                                true,
                                "failureFactor",
                                3,
                                "quickLoginCheckMilliSeconds",
                                0,
                                "users",
                                List.of(stockUser("ada"), stockUser("grace"))));
        try {
            assertThat(sdk.loginElsewhere(realm, "ada", PASSWORD).status()).isEqualTo(200);
            for (int i = 0; i < 3; i++) {
                assertThat(sdk.loginElsewhere(realm, "ada", "wrong").status()).isEqualTo(400);
            }
            assertThat(sdk.loginElsewhere(realm, "ada", PASSWORD).status()).isEqualTo(400);
            assertThat(sdk.loginElsewhere(realm, "grace", PASSWORD).status()).isEqualTo(200);
        } finally {
            server.admin().delete("/realms/" + realm);
        }
    }

    private static Map<String, Object> stockUser(String name) {
        return Map.of(
                "username",
                name,
                "enabled",
                true,
                "email",
                name + "@example.org",
                "firstName",
                name,
                "lastName",
                name,
                "credentials",
                List.of(Map.of("type", "password", "value", PASSWORD)));
    }

    /** Runs it while that many failures lock a user, however fast they come. */
    private void withLimit(int failures, Runnable test) {
        withLimit(failures, Map.of(), test);
    }

    private void withLimit(int failures, Map<String, Object> more, Runnable test) {
        JsonNode realm = console.get("");
        ObjectNode changed = realm.deepCopy();
        changed.put("failureFactor", failures).put("quickLoginCheckMilliSeconds", 0);
        more.forEach(changed::putPOJO);
        console.put("", changed);
        try {
            test.run();
        } finally {
            console.put("", realm);
        }
    }

    @Test
    void rightPasswordAfterManyWrongOnesIsRefusedAndTheEventTellsWhy() {
        String email = SdkClient.newEmail();
        String neighbor = SdkClient.newEmail();
        sdk.newUser(email);
        sdk.newUser(neighbor);
        for (int i = 0; i < WRONG_PASSWORDS; i++) {
            assertThat(sdk.login(email, "wrong password").outcome()).isEqualTo(INVALID);
        }

        Reply right = sdk.login(email, PASSWORD);

        assertThat(right.outcome()).isEqualTo(INVALID);
        List<JsonNode> events = console.eventsOf(right.requestId());
        assertThat(events)
                .extracting(
                        event -> event.path("type").asText(),
                        event -> event.path("error").asText())
                .containsExactly(tuple("LOGIN_ERROR", "user_temporarily_disabled"));
        assertThat(sdk.login(neighbor, PASSWORD).status()).isEqualTo(200);
    }

    private static Set<String> userIds(List<Reply> logins) {
        return logins.stream().map(reply -> reply.text("user_id")).collect(Collectors.toSet());
    }

    private long documents(String collection, String email) {
        try (MongoClient client = MongoClients.create(server.connectionString())) {
            return client.getDatabase("app_services_" + server.realm())
                    .getCollection(collection)
                    .countDocuments(new Document("emailKey", email));
        }
    }
}
