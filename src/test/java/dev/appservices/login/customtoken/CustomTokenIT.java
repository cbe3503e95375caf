package dev.appservices.login.customtoken;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.AdminRest;
import dev.appservices.testing.NodeProject;
import dev.appservices.testing.OwnApp;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Tokens of a real issuer with a real key set, and of attackers, each of whom has a row. */
class CustomTokenIT {
    private static final KeyPair OLD = Tokens.rsa(2048);
    private static final KeyPair NEW = Tokens.rsa(2048);
    private static final KeyPair SHORT = Tokens.rsa(1024);

    private static OwnApp app;
    private static SdkClient sdk;

    private final JwksServer issuer = new JwksServer();

    @BeforeAll
    static void create() {
        app = OwnApp.create("""
                {"custom-token": {"name": "custom-token", "type": "custom-token", "disabled": false,
                  "config": {"signingAlgorithm": "HS256"}, "secret_config": {"signingKeys": ["jwtKey"]},
                  "metadata_fields": [{"name": "name", "required": false}]}}
                """).withIndexes();
        app.admin()
                .put(
                        "/realms/" + app.realm() + "/events/config",
                        Map.of("eventsEnabled", true, "enabledEventTypes", List.of("LOGIN", "LOGIN_ERROR")));
        sdk = new SdkClient(app);
    }

    @AfterAll
    static void close() {
        app.close();
    }

    @BeforeEach
    void reset() {
        settings(Map.of());
    }

    @AfterEach
    void closeIssuer() {
        issuer.close();
    }

    /** Attack, and the rule that an operator finds in the event. */
    static Stream<Arguments> attacks() {
        String payload = payload("mallory");
        byte[] publicKey = Tokens.pem(OLD).getBytes(StandardCharsets.UTF_8);
        String kid = "{\"alg\":\"RS256\",\"kid\":\"old\"}";
        return Stream.of(
                arguments("alg none", Tokens.unsigned("{\"alg\":\"none\",\"kid\":\"old\"}", payload), "alg"),
                arguments(
                        "alg none in another case",
                        Tokens.unsigned("{\"alg\":\"nOnE\",\"kid\":\"old\"}", payload),
                        "alg"),
                arguments(
                        "the public key as a secret",
                        Tokens.hs256("{\"alg\":\"HS256\",\"kid\":\"old\"}", payload, publicKey),
                        "alg"),
                arguments(
                        "the public key as a secret, said to be RS256",
                        Tokens.hs256(kid, payload, publicKey),
                        "signature"),
                arguments(
                        "the encoded public key as a secret",
                        Tokens.hs256(kid, payload, OLD.getPublic().getEncoded()),
                        "signature"),
                arguments("no signature", Tokens.unsigned(kid, payload), "signature"),
                arguments("another key", Tokens.rs256(kid, payload, NEW.getPrivate()), "signature"),
                arguments(
                        "a key that the token brings along",
                        Tokens.rs256(
                                "{\"alg\":\"RS256\",\"jwk\":" + Tokens.jwk("own", NEW) + "}",
                                payload,
                                NEW.getPrivate()),
                        "key"),
                arguments(
                        "a key set that the token names",
                        Tokens.rs256(
                                "{\"alg\":\"RS256\",\"kid\":\"own\",\"jku\":\"http://127.0.0.1:1/\"}",
                                payload,
                                NEW.getPrivate()),
                        "key"),
                arguments(
                        "a key id that is a path",
                        Tokens.rs256("{\"alg\":\"RS256\",\"kid\":\"../old\"}", payload, OLD.getPrivate()),
                        "key"),
                arguments(
                        "a key id with a line break",
                        Tokens.rs256("{\"alg\":\"RS256\",\"kid\":\"old\\nINFO\"}", payload, OLD.getPrivate()),
                        "key"),
                arguments(
                        "a key that is too short",
                        Tokens.rs256("{\"alg\":\"RS256\",\"kid\":\"short\"}", payload, SHORT.getPrivate()),
                        "key"),
                arguments(
                        "a critical extension",
                        Tokens.rs256("{\"alg\":\"RS256\",\"kid\":\"old\",\"crit\":[\"x\"]}", payload, OLD.getPrivate()),
                        "form"),
                arguments(
                        "a token of another kind",
                        Tokens.rs256(
                                "{\"alg\":\"RS256\",\"kid\":\"old\",\"typ\":\"logout+jwt\"}",
                                payload,
                                OLD.getPrivate()),
                        "typ"),
                arguments(
                        "a token for another app",
                        Tokens.rs256(kid, payload.replace(app.appId(), "another"), OLD.getPrivate()),
                        "aud"),
                arguments("a token of the realm itself", "{realm}", "key"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void attacks(String name, String given, String rule) {
        issuer.keys(Tokens.jwk("old", OLD), Tokens.jwk("short", SHORT));
        useKeySet(issuer.url(), issuer.host());
        String token =
                given.equals("{realm}") ? sdk.loginWithToken(good("victim")).text("access_token") : given;

        Reply reply = sdk.loginWithToken(token);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text("error_code")).isEqualTo("InvalidSession");
        assertThat(reasonOf(reply)).startsWith(rule + ": ");
        assertThat(app.users().countDocuments(new Document("identities.id", "mallory")))
                .isZero();
        assertThat(sdk.loginWithToken(good("honest")).status()).isEqualTo(200);
    }

    @Test
    void keySetIsFetchedOnceForHoweverManyLoginsAndUnknownKeys() {
        issuer.keys(Tokens.jwk("old", OLD));
        useKeySet(issuer.url(), issuer.host());
        for (int i = 0; i < 10; i++) {
            assertThat(sdk.loginWithToken(good("ada")).status()).isEqualTo(200);
        }
        for (int i = 0; i < 30; i++) {
            String header = "{\"alg\":\"RS256\",\"kid\":\"" + UUID.randomUUID() + "\"}";
            String token = Tokens.rs256(header, payload("ada"), OLD.getPrivate());
            assertThat(sdk.loginWithToken(token).status()).isEqualTo(401);
        }

        assertThat(issuer.requests()).isOne();
    }

    /** The one test that waits, since the key set of an issuer is asked for again after a minute. */
    @Test
    void keysChangeAndTheIssuerFailsAndEverybodyStaysLoggedIn() {
        issuer.keys(Tokens.jwk("old", OLD));
        useKeySet(issuer.url(), issuer.host());
        String userId = sdk.loginWithToken(good("ada")).text("user_id");
        issuer.keys(Tokens.jwk("old", OLD), Tokens.jwk("new", NEW));
        String renewed = Tokens.rs256("{\"alg\":\"RS256\",\"kid\":\"new\"}", payload("ada"), NEW.getPrivate());
        assertThat(sdk.loginWithToken(renewed).status()).isEqualTo(401);

        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(61, TimeUnit.SECONDS))
                .join();

        assertThat(sdk.loginWithToken(renewed).text("user_id")).isEqualTo(userId);
        assertThat(issuer.requests()).isEqualTo(2);
        issuer.answer(exchange -> JwksServer.send(exchange, 500, ""));
        assertThat(sdk.loginWithToken(good("ada")).text("user_id")).isEqualTo(userId);
        assertThat(sdk.loginWithToken(renewed).text("user_id")).isEqualTo(userId);
    }

    @Test
    void issuerThatHasNeverAnsweredIsAnOutageAndNotAWrongToken() {
        issuer.answer(exchange -> JwksServer.send(exchange, 500, ""));
        useKeySet(issuer.url(), issuer.host());

        assertThat(sdk.loginWithToken(good("ada")).status()).isEqualTo(503);
    }

    @Test
    void keySetIsNotFetchedFromAPrivateNetworkUnlessTheHostIsAllowed() {
        issuer.keys(Tokens.jwk("old", OLD));

        useKeySet(issuer.url(), "");
        assertThat(sdk.loginWithToken(good("ada")).status()).isEqualTo(503);
        useKeySet(issuer.url().replace("http:", "https:").replace("127.0.0.1", "localhost"), "");
        assertThat(sdk.loginWithToken(good("ada")).status()).isEqualTo(503);
        useKeySet(issuer.url(), "another.example.org##127.0.0.1:1");
        assertThat(sdk.loginWithToken(good("ada")).status()).isEqualTo(503);

        assertThat(issuer.requests()).isZero();
    }

    @Test
    void redirectIntoThePrivateNetworkIsNotFollowed() {
        JwksServer hidden = new JwksServer();
        try {
            hidden.keys(Tokens.jwk("old", OLD));
            issuer.answer(exchange -> {
                exchange.getResponseHeaders().add("Location", hidden.url());
                JwksServer.send(exchange, 302, "");
            });
            useKeySet(issuer.url(), issuer.host() + "##" + hidden.host());

            assertThat(sdk.loginWithToken(good("ada")).status()).isEqualTo(503);
            assertThat(issuer.requests()).isOne();
            assertThat(hidden.requests()).isZero();
        } finally {
            hidden.close();
        }
    }

    @Test
    void secretLogsInByAnyOfThreeKeysAndAnEmptyOneIsNone() {
        settings(Map.of(
                CustomTokenConfig.SIGNING_KEY_1, "another-secret-of-at-least-thirty-two-characters",
                CustomTokenConfig.SIGNING_KEY_2, "",
                CustomTokenConfig.SIGNING_KEY_3, Tokens.SECRET));
        assertThat(sdk.loginWithToken(Tokens.hs256(payload("ada"))).status()).isEqualTo(200);

        settings(Map.of(CustomTokenConfig.SIGNING_KEY_1, "short"));
        assertThat(sdk.loginWithToken(Tokens.hs256(payload("ada"))).status()).isEqualTo(500);
        settings(Map.of(CustomTokenConfig.SIGNING_KEY_1, ""));
        assertThat(sdk.loginWithToken(Tokens.hs256(payload("ada"))).status()).isEqualTo(500);
        settings(Map.of(CustomTokenConfig.SIGNING_KEY_1, Tokens.pem(OLD)));
        assertThat(sdk.loginWithToken(Tokens.hs256(payload("ada"))).status()).isEqualTo(500);
    }

    @Test
    void publicKeyOfTheSettingsLogsIn() {
        settings(
                Map.of(CustomTokenConfig.SIGNING_ALGORITHM, "RS256", CustomTokenConfig.SIGNING_KEY_1, Tokens.pem(OLD)));

        assertThat(sdk.loginWithToken(good("ada")).status()).isEqualTo(200);
        String confused = Tokens.hs256(
                "{\"alg\":\"HS256\"}", payload("ada"), Tokens.pem(OLD).getBytes(StandardCharsets.UTF_8));
        Reply refused = sdk.loginWithToken(confused);
        assertThat(refused.outcome()).isEqualTo(Reply.error(401, "InvalidSession", "invalid token"));
        assertThat(reasonOf(refused)).isEqualTo("alg: the header's alg is not RS256");
    }

    @Test
    void operatorSeesEveryRuleOfAToken() {
        String token = Tokens.hs256("{\"sub\":\"ada\",\"aud\":\"other\",\"exp\":1}");

        JsonNode answer = test(token).json();

        assertThat(answer.path("accepted").booleanValue()).isFalse();
        assertThat(answer.path("refusedBy").textValue()).isEqualTo("exp");
        assertThat(answer.path("rules")).hasSize(TokenRule.values().length);
        assertThat(answer.path("rules").findValuesAsText("detail"))
                .containsExactly("it is over", "it lacks one of the wanted audiences");
        long users = app.users().countDocuments();
        JsonNode good = test(Tokens.hs256(payload("nobody-yet"))).json();
        assertThat(good.path("accepted").booleanValue()).isTrue();
        assertThat(good.path("id").textValue()).isEqualTo("nobody-yet");
        assertThat(good.path("data").path("name").textValue()).isEqualTo("Ada");
        assertThat(app.users().countDocuments()).isEqualTo(users);
    }

    @Test
    void keyOfTheDirectoryThatNobodyHasGivenIsAReferenceToTheVault() {
        OwnApp other = OwnApp.create("""
                {"custom-token": {"name": "custom-token", "type": "custom-token", "disabled": false,
                  "config": {"signingAlgorithm": "HS256", "audience": "one, two", "requireAnyAudience": true},
                  "secret_config": {"signingKeys": ["jwtKey", "olderKey"]},
                  "metadata_fields": [{"name": "a.b", "required": true}, {"name": "x\\\\.y", "field_name": "z"}]}}
                """);
        try {
            Reply reply = new SdkClient(other).loginWithToken(Tokens.hs256(payload("ada")));
            assertThat(reply.status()).isEqualTo(500);
            assertThat(configOf(other).path("config").toString())
                    .contains(
                            "\"appServices.audience\":\"one##two\"",
                            "\"appServices.anyAudienceEnabled\":\"true\"",
                            "\"appServices.requiredMetadata\":\"[{\\\"key\\\":\\\"a.b\\\",\\\"value\\\":\\\"b\\\"}]\"");
            assertThat(other.logged().toString()).doesNotContain(Tokens.SECRET);
        } finally {
            other.close();
        }
    }

    @Test
    void realmWebLogsInByToken() {
        String forged = Tokens.hs256(
                "{\"alg\":\"HS256\"}", payload("eve"), "x".repeat(40).getBytes(StandardCharsets.UTF_8));
        NodeProject.Result result = NodeProject.ready()
                .run(
                        "scenarios/custom-token.mjs",
                        Map.of(
                                "BASE_URL", app.baseUrl(),
                                "APP_ID", app.appId(),
                                "SUBJECT", "web",
                                "TOKEN", Tokens.hs256(payload("web")),
                                "RENEWED", Tokens.hs256(payload("web").replace("Ada", "Countess")),
                                "FORGED", forged));

        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    private static String good(String subject) {
        return Tokens.rs256("{\"alg\":\"RS256\",\"kid\":\"old\"}", payload(subject), OLD.getPrivate());
    }

    @Test
    void tokenWhenLinkedThenLogsInAsTheSameUserAndAsNobodyElse() {
        String token = Tokens.hs256(payload("linked-" + app.realm()));
        Reply first = sdk.loginWithToken(Tokens.hs256(payload("first-" + app.realm())));
        Reply other = sdk.loginWithToken(Tokens.hs256(payload("other-" + app.realm())));

        Reply linked = sdk.linkToken(first.text("access_token"), token);

        assertThat(linked.status()).as(linked.toString()).isEqualTo(200);
        assertThat(linked.text("user_id")).isEqualTo(first.text("user_id"));
        assertThat(sdk.loginWithToken(token).text("user_id")).isEqualTo(first.text("user_id"));
        assertThat(sdk.linkToken(other.text("access_token"), token).outcome())
                .isEqualTo(Reply.error(400, "InvalidSession", "a user already exists with the specified provider"));
    }

    private static String payload(String subject) {
        long expiry = Instant.now().getEpochSecond() + 3600;
        return "{\"sub\":\"" + subject + "\",\"aud\":\"" + app.appId() + "\",\"exp\":" + expiry + ",\"name\":\"Ada\"}";
    }

    private static void useKeySet(String url, String privateHosts) {
        settings(Map.of(
                CustomTokenConfig.JWK_URI_ENABLED, "true",
                CustomTokenConfig.JWK_URI, url,
                CustomTokenConfig.PRIVATE_HOSTS, privateHosts));
    }

    /** As the console saves them; what is not given is as in the directory, with the secret of the tests. */
    private static void settings(Map<String, String> given) {
        ObjectNode config = configOf(app);
        Map<String, String> values = new HashMap<>(Map.of(
                CustomTokenConfig.SIGNING_ALGORITHM, "HS256",
                CustomTokenConfig.SIGNING_KEY_1, Tokens.SECRET,
                CustomTokenConfig.OPTIONAL_METADATA, "[{\"key\":\"name\",\"value\":\"name\"}]"));
        values.putAll(given);
        ObjectNode all = config.putObject("config");
        values.forEach(all::put);
        new AdminConsole(app).put("/authentication/config/" + config.path("id").asText(), config);
    }

    private static ObjectNode configOf(OwnApp where) {
        AdminConsole console = new AdminConsole(where);
        for (JsonNode step : console.get("/authentication/flows/app-services-login/executions")) {
            if (step.path("providerId").asText().equals("app-services-custom-token")) {
                return (ObjectNode) console.get("/authentication/config/"
                        + step.required("authenticationConfig").asText());
            }
        }
        throw new AssertionError("The login flow has no step for tokens");
    }

    private static AdminRest.Reply test(String token) {
        return new AdminRest(app.baseUrl(), app.realm())
                .send(
                        "POST",
                        "custom-token/test",
                        app.admin().token(),
                        Map.of("Content-Type", "application/json"),
                        ("{\"token\":\"" + token + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static String reasonOf(Reply reply) {
        return new AdminConsole(app)
                .eventsOf(reply.requestId())
                .get(0)
                .path("details")
                .path("reason")
                .asText();
    }
}
