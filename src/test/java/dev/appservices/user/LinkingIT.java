package dev.appservices.user;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoCollection;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.AdminRest;
import dev.appservices.testing.OwnApp;
import dev.appservices.testing.Parallel;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;

import static dev.appservices.testing.SdkClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

/** Linking over the wire: what the user becomes, what operators see, and who does not get in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinkingIT {
    private static final String USED =
            Reply.error(400, "InvalidSession", "a user already exists with the specified provider");
    private static final String WRONG = Reply.error(401, "InvalidPassword", "invalid username/password");

    private final OwnApp app = OwnApp.create();
    private final SdkClient sdk = new SdkClient(app);
    private final AdminConsole console = new AdminConsole(app);
    private final AdminRest rest = new AdminRest(app.baseUrl(), app.realm());

    @BeforeAll
    void watch() {
        console.put(
                "",
                Map.of(
                        "eventsEnabled", true,
                        "adminEventsEnabled", true,
                        "bruteForceProtected", true,
                        "failureFactor", 5));
    }

    @AfterAll
    void close() {
        app.close();
    }

    @Test
    void guestWhoLinksIsAnOrdinaryUser() throws Exception {
        String email = SdkClient.newEmail();
        Reply guest = sdk.anonymous(Map.of("platform", "node"));

        Reply linked = linked(guest, email);

        assertThat(linked.text("device_id")).isEqualTo(guest.text("device_id"));
        assertThat(claims(linked.text("access_token")).getClaim("sid"))
                .isEqualTo(claims(guest.text("access_token")).getClaim("sid"));
        assertThat(console.search(email).findValuesAsText("username")).containsExactly(guest.text("user_id"));
        Document document = app.document(guest.text("user_id"));
        assertThat(document.getString("emailKey")).isEqualTo(email);
        assertThat(document.getList("searchKeys", String.class)).contains("e:" + email);
        assertThat(document.containsKey("emailVerified")).isFalse();
        assertThat(document.getString("type")).isEqualTo("normal");
        Reply login = sdk.login(email, PASSWORD);
        assertThat(login.text("user_id")).isEqualTo(guest.text("user_id"));
        assertThat(lifetime(login)).isEqualTo(Duration.ofDays(60));
        assertThat(pending(email)).isZero();
    }

    @Test
    void consoleThatHadTheUserInItsCacheShowsTheLink() {
        String email = SdkClient.newEmail();
        Reply guest = sdk.anonymous();
        String path = console.userPath(guest.text("user_id"));
        assertThat(console.get(path).has("email")).isFalse();

        linked(guest, email);

        assertThat(console.get(path).path("email").asText()).isEqualTo(email);
    }

    @Test
    void eventNamesTheUserAndWhoseTheIdentityIs() {
        String email = SdkClient.newEmail();
        Reply owner = sdk.newUser(email);
        Reply guest = sdk.anonymous();

        Reply refused = sdk.link(guest.text("access_token"), email, PASSWORD);
        Reply wrong = sdk.link(guest.text("access_token"), email, "wrong password");
        Reply linked = linked(guest, SdkClient.newEmail());

        assertThat(refused.outcome()).isEqualTo(USED);
        JsonNode error = event(refused);
        assertThat(error.path("type").asText()).isEqualTo("FEDERATED_IDENTITY_LINK_ERROR");
        assertThat(error.path("error").asText()).isEqualTo("federated_identity_account_exists");
        assertThat(error.path("userId").asText()).endsWith(guest.text("user_id"));
        assertThat(error.path("details").path("credential_owner").asText()).isEqualTo(owner.text("user_id"));
        assertThat(error.path("details").path("provider").asText()).isEqualTo("local-userpass");
        assertThat(event(wrong).path("error").asText()).isEqualTo("invalid_user_credentials");
        assertThat(event(wrong).path("userId").asText()).endsWith(guest.text("user_id"));
        assertThat(event(wrong).path("details").path("credential_owner").asText())
                .isEqualTo(owner.text("user_id"));
        assertThat(event(linked).path("type").asText()).isEqualTo("FEDERATED_IDENTITY_LINK");
        assertThat(event(linked).path("userId").asText()).endsWith(guest.text("user_id"));
        assertThat(event(linked).toString()).doesNotContain(PASSWORD);
    }

    /** Whoever is logged in must not guess passwords by another door than everybody else. */
    @Test
    void guessesByLinkingLockTheOwnerOfTheAddress() {
        String email = SdkClient.newEmail();
        Reply owner = sdk.newUser(email);
        String guest = sdk.anonymous().text("access_token");
        String lock = "/attack-detection/brute-force/users/"
                + console.user(owner.text("user_id")).path("id").asText();

        for (int i = 0; i < 50 && !console.get(lock).path("disabled").asBoolean(); i++) {
            assertThat(sdk.link(guest, email, "guess " + i).outcome()).isEqualTo(WRONG);
        }

        assertThat(console.get(lock).path("disabled").asBoolean()).isTrue();
        assertThat(sdk.link(guest, email, PASSWORD).outcome()).isEqualTo(WRONG);
        assertThat(sdk.login(email, PASSWORD).outcome()).isEqualTo(WRONG);
    }

    /** An attacker registers the victim's address, cannot confirm it, and wants it on an account of his own. */
    @Test
    void unconfirmedRegistrationIsNotLinkedAndStaysForItsOwner() {
        String victim = SdkClient.newEmail();
        sdk.register(victim, PASSWORD);
        pendings().updateOne(new Document("emailKey", victim), new Document("$set", new Document("confirmed", false)));
        Reply attacker = sdk.newUser(SdkClient.newEmail());
        Reply guest = sdk.anonymous();
        String before = app.document(guest.text("user_id")).toJson();

        assertThat(sdk.link(guest.text("access_token"), victim, PASSWORD).outcome())
                .isEqualTo(Reply.error(401, "AuthError", "confirmation required"));
        assertThat(sdk.link(attacker.text("access_token"), victim, PASSWORD).status())
                .isEqualTo(500);
        assertThat(app.document(guest.text("user_id")).toJson()).isEqualTo(before);
        assertThat(pending(victim)).isEqualTo(1);
    }

    /** No address, verified or not, leads a credential to an account. */
    @Test
    void addressOfAnotherUserJoinsNobody() {
        String email = SdkClient.newEmail();
        Reply guest = sdk.anonymous();
        // The attacker's account bears the victim's address, as a profile or a token may claim it.
        app.users()
                .updateOne(
                        new Document("_id", new ObjectId(guest.text("user_id"))),
                        new Document(
                                "$set",
                                new Document("email", email)
                                        .append("emailVerified", true)
                                        .append("identities.0.data", new Document("email", email))));
        Reply other = sdk.anonymous();

        Reply victim = sdk.newUser(email);
        assertThat(victim.text("user_id")).isNotEqualTo(guest.text("user_id"));
        assertThat(app.document(guest.text("user_id")).getList("identities", Document.class))
                .hasSize(1);
        assertThat(sdk.link(other.text("access_token"), email, PASSWORD).outcome())
                .isEqualTo(USED);
        assertThat(sdk.login(email, PASSWORD).text("user_id")).isEqualTo(victim.text("user_id"));
    }

    @Test
    void twoUsersWhoLinkOneRegistrationAtOnceThenOneHasIt() {
        for (int round = 0; round < 5; round++) {
            String email = SdkClient.newEmail();
            sdk.register(email, PASSWORD);
            List<Reply> guests = List.of(sdk.anonymous(), sdk.anonymous());
            AtomicInteger next = new AtomicInteger();

            List<Reply> replies = Parallel.run(
                    2, () -> sdk.link(guests.get(next.getAndIncrement()).text("access_token"), email, PASSWORD));

            assertThat(replies).extracting(Reply::status).containsExactlyInAnyOrder(200, 400);
            String winner = replies.stream()
                    .filter(reply -> reply.status() == 200)
                    .findFirst()
                    .orElseThrow()
                    .text("user_id");
            assertThat(sdk.login(email, PASSWORD).text("user_id")).isEqualTo(winner);
            assertThat(pending(email)).isZero();
        }
    }

    @Test
    void linkAgainstTheFirstLoginThenTheAddressHasOneUser() {
        for (int round = 0; round < 5; round++) {
            String email = SdkClient.newEmail();
            sdk.register(email, PASSWORD);
            Reply guest = sdk.anonymous();
            AtomicInteger next = new AtomicInteger();

            List<Reply> replies = Parallel.run(
                    2,
                    () -> next.getAndIncrement() == 0
                            ? sdk.link(guest.text("access_token"), email, PASSWORD)
                            : sdk.login(email, PASSWORD));

            assertThat(replies).extracting(Reply::status).containsAnyOf(200).isSubsetOf(200, 400);
            assertThat(app.users().countDocuments(new Document("emailKey", email)))
                    .isOne();
            assertThat(pending(email)).isZero();
        }
    }

    @Test
    void operatorUnlinksAPasswordThenItsSessionsEndAndTheOthersStay() {
        String email = SdkClient.newEmail();
        Reply guest = sdk.anonymous();
        linked(guest, email);
        Reply byPassword = sdk.login(email, PASSWORD);
        String id = identity(guest.text("user_id"), "local-userpass");

        AdminRest.Reply unlinked = unlink(guest.text("user_id"), "local-userpass", id);

        assertThat(unlinked.status()).isEqualTo(204);
        assertThat(sdk.refresh(byPassword.text("refresh_token")).status()).isEqualTo(401);
        assertThat(sdk.profile(byPassword.text("access_token")).status()).isEqualTo(401);
        assertThat(sdk.refresh(guest.text("refresh_token")).status()).isEqualTo(201);
        assertThat(sdk.profile(guest.text("access_token"))
                        .body()
                        .path("identities")
                        .size())
                .isOne();
        assertThat(sdk.login(email, PASSWORD).outcome()).isEqualTo(WRONG);
        assertThat(app.document(guest.text("user_id")).keySet())
                .doesNotContain("emailKey", "password", "email", "emailVerified");
        assertThat(sdk.newUser(email).text("user_id")).isNotEqualTo(guest.text("user_id"));
        assertThat(adminEvents()).anyMatch(path -> path.endsWith("/identities/local-userpass/" + id));
    }

    @Test
    void operatorCannotUnlinkTheLastIdentityOrOneThatNobodyHas() {
        Reply user = sdk.newUser(SdkClient.newEmail());
        String userId = user.text("user_id");
        String id = identity(userId, "local-userpass");

        assertThat(unlink(userId, "local-userpass", id).outcome())
                .isEqualTo("409 This is the last identity of the user, who could never log in again without it."
                        + " Delete the user instead");
        for (AdminRest.Reply reply : List.of(
                unlink(userId, "local-userpass", id + "0"),
                unlink(userId, "custom-token", id),
                unlink(userId, "api-key", id),
                unlink("0".repeat(24), "local-userpass", id),
                unlink("nobody", "local-userpass", id))) {
            assertThat(reply.outcome()).isEqualTo("404 There is no user with this identity");
        }
        assertThat(sdk.refresh(user.text("refresh_token")).status()).isEqualTo(201);
    }

    @Test
    void operatorUnlinksAnIdWithSlashes() {
        Reply guest = sdk.anonymous();
        app.users()
                .updateOne(
                        new Document("_id", new ObjectId(guest.text("user_id"))),
                        new Document(
                                "$push",
                                new Document(
                                        "identities",
                                        new Document("provider_type", "custom-token").append("id", "users/u 1"))));

        assertThat(unlink(guest.text("user_id"), "custom-token", "users/u%201").status())
                .isEqualTo(204);
        assertThat(app.document(guest.text("user_id")).getList("identities", Document.class))
                .hasSize(1);
    }

    private Reply linked(Reply guest, String email) {
        assertThat(sdk.register(email, PASSWORD).status()).isEqualTo(201);
        Reply linked = sdk.link(guest.text("access_token"), email, PASSWORD);
        assertThat(linked.status()).as("%s", linked).isEqualTo(200);
        assertThat(linked.text("user_id")).isEqualTo(guest.text("user_id"));
        return linked;
    }

    private AdminRest.Reply unlink(String userId, String type, String identityId) {
        return rest.send(
                "DELETE",
                "users/" + userId + "/identities/" + type + "/" + identityId,
                app.admin().token(),
                Map.of(),
                new byte[0]);
    }

    private String identity(String userId, String type) {
        return app.document(userId).getList("identities", Document.class).stream()
                .filter(identity -> identity.getString("provider_type").equals(type))
                .findFirst()
                .orElseThrow()
                .getString("id");
    }

    private MongoCollection<Document> pendings() {
        return app.collection("pending_users");
    }

    private long pending(String email) {
        return pendings().countDocuments(new Document("emailKey", email));
    }

    private JsonNode event(Reply reply) {
        List<JsonNode> events = console.eventsOf(reply.requestId());
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private List<String> adminEvents() {
        return console.get("/admin-events?max=1000").findValuesAsText("resourcePath");
    }

    private static Duration lifetime(Reply login) throws Exception {
        JWTClaimsSet claims = claims(login.text("refresh_token"));
        return Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant());
    }

    private static JWTClaimsSet claims(String token) throws Exception {
        return SignedJWT.parse(token).getJWTClaimsSet();
    }
}
