package dev.appservices.session;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;
import dev.appservices.testing.SharedServer;

import static dev.appservices.testing.SdkClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

/** Tokens and sessions of SDKs are Keycloak's own: every tool that knows Keycloak can use them. */
class TokensIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final SharedServer server = SharedServer.get();
    private final SdkClient sdk = new SdkClient(server);
    private final AdminConsole console = new AdminConsole(server);
    private final String realmUrl = server.baseUrl() + "/realms/" + server.realm();

    @Test
    void accessTokenVerifiesThroughDiscovery() throws Exception {
        Reply login = sdk.newUser(SdkClient.newEmail());

        JWTClaimsSet claims = verified(login.text("access_token"));

        assertThat(claims.getSubject()).matches("[0-9a-f]{24}").isEqualTo(login.text("user_id"));
    }

    @Test
    void refreshedAccessTokenVerifiesThroughDiscovery() throws Exception {
        Reply login = sdk.anonymous();

        JWTClaimsSet claims = verified(sdk.refresh(login.text("refresh_token")).text("access_token"));

        assertThat(claims.getSubject()).isEqualTo(login.text("user_id"));
    }

    @Test
    void userinfoNamesTheSameUser() throws Exception {
        Reply login = sdk.newUser(SdkClient.newEmail());
        HttpRequest request = HttpRequest.newBuilder(URI.create(realmUrl + "/protocol/openid-connect/userinfo"))
                .header("Authorization", "Bearer " + login.text("access_token"))
                .build();

        JsonNode userinfo = json(request);

        assertThat(userinfo.path("sub").asText()).isEqualTo(login.text("user_id"));
    }

    @Test
    void sessionEndedInTheConsoleIsDeadAndTheOtherOneLives() {
        String email = SdkClient.newEmail();
        Reply kept = sdk.newUser(email);
        Reply ended = sdk.login(email, PASSWORD);
        String sessions = console.userPath(kept.text("user_id")) + "/sessions";
        assertThat(console.get(sessions).findValuesAsText("id"))
                .containsExactlyInAnyOrder(sessionOf(kept), sessionOf(ended));

        console.delete("/sessions/" + sessionOf(ended));

        assertThat(console.get(sessions).findValuesAsText("id")).containsExactly(sessionOf(kept));
        assertThat(sdk.refresh(ended.text("refresh_token")).outcome())
                .isEqualTo(Reply.error(401, "InvalidSession", "invalid session: failed to find refresh token"));
        assertThat(sdk.profile(ended.text("access_token")).outcome())
                .isEqualTo(Reply.error(401, "InvalidSession", "invalid session"));
        assertThat(sdk.refresh(kept.text("refresh_token")).status()).isEqualTo(201);
        assertThat(sdk.profile(kept.text("access_token")).status()).isEqualTo(200);
    }

    @Test
    void refreshTokenOfEmailUserLivesForSixtyDays() {
        assertThat(lifetime(sdk.newUser(SdkClient.newEmail()))).isCloseTo(Duration.ofDays(60), Duration.ofMinutes(1));
    }

    @Test
    void refreshTokenOfAnonymousUserLivesForFiftyYears() {
        assertThat(lifetime(sdk.anonymous())).isCloseTo(Duration.ofDays(50 * 365), Duration.ofMinutes(1));
    }

    @Test
    void tokenEndpointLogsTheSameUserIn() throws Exception {
        String email = SdkClient.newEmail();
        Reply login = sdk.newUser(email);

        JsonNode tokens = json(tokenRequest(email, PASSWORD));

        assertThat(verified(tokens.path("access_token").asText()).getSubject()).isEqualTo(login.text("user_id"));
    }

    @Test
    void tokenEndpointLogsAnonymousUserIn() throws Exception {
        JsonNode tokens = json(tokenRequest("anon-user", Map.of()));

        assertThat(verified(tokens.path("access_token").asText()).getSubject()).matches("[0-9a-f]{24}");
    }

    @Test
    void tokenEndpointRefusesAWrongPassword() throws Exception {
        String email = SdkClient.newEmail();
        sdk.newUser(email);

        HttpResponse<String> response = http.send(tokenRequest(email, "wrong password"), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(JSON.readTree(response.body()).has("access_token")).isFalse();
    }

    private HttpRequest tokenRequest(String email, String password) {
        return tokenRequest("local-userpass", Map.of("username", email, "password", password));
    }

    private HttpRequest tokenRequest(String provider, Map<String, String> credentials) {
        Map<String, String> form = new HashMap<>(credentials);
        form.put("grant_type", "password");
        form.put("client_id", server.appId());
        form.put("provider", provider);
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(realmUrl + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** As another server of the app's owner would do it, which knows the address of the realm and nothing else. */
    private JWTClaimsSet verified(String accessToken) throws Exception {
        JsonNode discovery = json(HttpRequest.newBuilder(URI.create(realmUrl + "/.well-known/openid-configuration"))
                .build());
        JsonNode keys = json(
                HttpRequest.newBuilder(URI.create(discovery.required("jwks_uri").asText()))
                        .build());
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.RS256, new ImmutableJWKSet<>(JWKSet.parse(keys.toString()))));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                new JWTClaimsSet.Builder()
                        .issuer(discovery.required("issuer").asText())
                        .build(),
                Set.of("sub", "exp", "iat")));
        return processor.process(accessToken, null);
    }

    private JsonNode json(HttpRequest request) throws Exception {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static Duration lifetime(Reply login) {
        JWTClaimsSet claims = claims(login.text("refresh_token"));
        return Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant());
    }

    private static String sessionOf(Reply login) {
        return String.valueOf(claims(login.text("refresh_token")).getClaim("baas_id"));
    }

    private static JWTClaimsSet claims(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new AssertionError("Not a token: " + token, e);
        }
    }
}
