package dev.appservices.login;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import dev.appservices.login.customtoken.Tokens;
import dev.appservices.testing.AdminConsole;
import dev.appservices.testing.BrowserClient;
import dev.appservices.testing.OwnApp;
import dev.appservices.testing.SdkClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A user is one and the same subject whichever way in: the SDK, the realm's token endpoint, and the login page for an
 * OpenID Connect and a SAML client. The README's table is what this test sees.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLIENT_URL = "http://client.example/";
    private static final String SAME = "same subject";
    private static final String NEW = "a new user each time";
    private static final String NONE = "no";
    private static final Pattern SAML_RESPONSE =
            Pattern.compile("name=\"SAMLResponse\"\\s+value=\"([^\"]+)\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME_ID = Pattern.compile("<saml:NameID[^>]*>([^<]+)</saml:NameID>");

    private final HttpClient http = HttpClient.newHttpClient();
    private static final String PROVIDERS = """
            {
              "anon-user": {"name": "anon-user", "type": "anon-user", "disabled": false},
              "local-userpass": {"name": "local-userpass", "type": "local-userpass", "disabled": false,
                                 "config": {"autoConfirm": true}},
              "api-key": {"name": "api-key", "type": "api-key", "disabled": false},
              "custom-token": {"name": "custom-token", "type": "custom-token", "disabled": false,
                               "config": {"signingAlgorithm": "HS256"}, "secret_config": {"signingKeys": ["jwtKey"]}}
            }
            """;

    private final OwnApp app = OwnApp.create(PROVIDERS);
    private final SdkClient sdk = new SdkClient(app);
    private final AdminConsole console = new AdminConsole(app);
    private final String realmUrl = app.baseUrl() + "/realms/" + app.realm();

    @AfterAll
    void close() {
        app.close();
    }

    @Test
    void tableWhenEveryDoorIsTriedThenTheReadmes() throws IOException {
        makeClients();
        giveTheSigningKey();
        List<Door> doors = List.of(Door.anonUser(), Door.localUserpass(sdk), Door.apiKey(sdk), Door.customToken(app));
        String table = "| Provider | SDK | token endpoint | login page, OpenID Connect | login page, SAML |\n"
                + "|---|---|---|---|---|\n"
                + doors.stream().map(this::row).collect(Collectors.joining());

        Files.writeString(Path.of("target", "doors.md"), table);

        assertThat(Files.readString(Path.of("README.md"))).contains(table);
    }

    private void giveTheSigningKey() {
        for (JsonNode step : console.get("/authentication/flows/app-services-login/executions")) {
            if (step.path("providerId").asText().equals("app-services-custom-token")) {
                String path = "/authentication/config/"
                        + step.required("authenticationConfig").asText();
                ObjectNode config = (ObjectNode) console.get(path);
                config.withObject("/config").put("appServices.signingKey1", Tokens.SECRET);
                console.put(path, config);
            }
        }
    }

    private void makeClients() {
        String profile = "/authentication/required-actions/VERIFY_PROFILE";
        console.put(profile, ((ObjectNode) console.get(profile)).put("enabled", false));
        console.put("", Map.of("editUsernameAllowed", true));
        console.post(
                "/clients",
                Map.of("clientId", "reports", "publicClient", true, "redirectUris", List.of(CLIENT_URL + "*")));
        console.post(
                "/clients",
                Map.of(
                        "clientId",
                        "wiki",
                        "protocol",
                        "saml",
                        "redirectUris",
                        List.of(CLIENT_URL + "*"),
                        "attributes",
                        Map.of(
                                "saml.client.signature", "false",
                                "saml.force.post.binding", "true",
                                "saml_idp_initiated_sso_url_name", "wiki",
                                "saml_assertion_consumer_url_post", CLIENT_URL + "saml")));
    }

    private String row(Door door) {
        String subject = sdkSubject(door);
        // A name of its own must not become the subject anywhere.
        ObjectNode user = console.user(subject);
        console.put("/users/" + user.get("id").textValue(), user.put("username", "name-" + subject.substring(0, 8)));
        List<String> cells = List.of(
                seen(subject, Optional.of(sdkSubject(door))),
                seen(subject, Optional.of(tokenEndpointSubject(door))),
                seen(subject, door.username().map(this::oidcSubject)),
                seen(subject, door.username().map(this::samlSubject)));
        return "| `" + door.provider() + "` | " + String.join(" | ", cells) + " |\n";
    }

    private static String seen(String subject, Optional<String> other) {
        other.ifPresent(found -> assertThat(found).matches("[0-9a-f]{24}"));
        return other.map(found -> found.equals(subject) ? SAME : NEW).orElse(NONE);
    }

    private String sdkSubject(Door door) {
        String path = "/api/client/v2.0/app/" + app.appId() + "/auth/providers/" + door.provider() + "/login";
        JsonNode login = json(HttpRequest.newBuilder(URI.create(app.baseUrl() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.valueToTree(door.fields()).toString())));
        assertThat(subjectOf(login)).isEqualTo(login.path("user_id").asText());
        return subjectOf(login);
    }

    private String tokenEndpointSubject(Door door) {
        Map<String, String> form = new LinkedHashMap<>(door.fields());
        form.put("grant_type", "password");
        form.put("client_id", app.appId());
        form.put("provider", door.provider());
        return subjectOf(token(form));
    }

    private String oidcSubject(String username) {
        URI start =
                URI.create(realmUrl + "/protocol/openid-connect/auth?client_id=reports&response_type=code&scope=openid"
                        + "&redirect_uri=" + encoded(CLIENT_URL));
        HttpResponse<String> landing = new BrowserClient(app).signIn(start, CLIENT_URL, username, Door.PASSWORD);
        String location = landing.headers().firstValue("Location").orElseThrow();
        return subjectOf(token(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "reports",
                "redirect_uri",
                CLIENT_URL,
                "code",
                first(Pattern.compile("[?&]code=([^&]+)"), location))));
    }

    private String samlSubject(String username) {
        URI start = URI.create(realmUrl + "/protocol/saml/clients/wiki");
        HttpResponse<String> landing = new BrowserClient(app).signIn(start, CLIENT_URL, username, Door.PASSWORD);
        byte[] response = Base64.getMimeDecoder().decode(first(SAML_RESPONSE, landing.body()));
        return first(NAME_ID, new String(response, StandardCharsets.UTF_8));
    }

    private JsonNode token(Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return json(HttpRequest.newBuilder(URI.create(realmUrl + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private JsonNode json(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while logging in", e);
        }
    }

    private static String subjectOf(JsonNode tokens) {
        try {
            return SignedJWT.parse(tokens.path("access_token").asText())
                    .getJWTClaimsSet()
                    .getSubject();
        } catch (ParseException e) {
            throw new AssertionError("No access token in " + tokens, e);
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
