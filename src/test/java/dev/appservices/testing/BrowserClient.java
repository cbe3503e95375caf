package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieHandler;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person who logs in to the account console of the realm of an app, or to another client, with a browser, form by form. */
public final class BrowserClient {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern FORM = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");
    private static final Pattern FORGOTTEN = Pattern.compile("href=\"([^\"]*/login-actions/reset-credentials[^\"]*)\"");
    private static final Pattern TOTP_SECRET = Pattern.compile("name=\"totpSecret\" value=\"([^\"]+)\"");
    private static final Pattern CONSENT_CODE = Pattern.compile("name=\"code\" value=\"([^\"]+)\"");
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .cookieHandler(new Cookies())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String realmUrl;
    private final String clientId;

    public BrowserClient(AppServer server) {
        this(server, "account-console");
    }

    /** @param clientId a client that may lead back to the account console */
    public BrowserClient(AppServer server, String clientId) {
        this.realmUrl = server.baseUrl() + "/realms/" + server.realm();
        this.clientId = clientId;
    }

    /** Logs in and does the required action that sets up an authenticator app. */
    public Totp setUpTotp(String email, String password) {
        String page = follow(submitLogin(email, password)).body();
        Totp totp = new Totp(first(TOTP_SECRET, page));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("totp", totp.now());
        form.put("totpSecret", first(TOTP_SECRET, page));
        form.put("userLabel", "phone");
        if (!isLoggedIn(follow(post(page, form)))) {
            throw new AssertionError("The authenticator app is not accepted");
        }
        return totp;
    }

    /** Logs in with a password and the code that is asked for after it. */
    public boolean logsInWith(String email, String password, String code) {
        String page = follow(submitLogin(email, password)).body();
        return isLoggedIn(follow(post(page, Map.of("otp", code))));
    }

    public boolean logsIn(String email, String password) {
        return isLoggedIn(follow(submitLogin(email, password)));
    }

    /** The HTTP status that the filled-in form ends with. */
    public int statusOfLogin(String email, String password) {
        return follow(submitLogin(email, password)).statusCode();
    }

    /** The page that asks a new user for everything. */
    public String registrationPage() {
        return send(HttpRequest.newBuilder(start("registrations")).GET()).body();
    }

    /** The page that a login leads to when something is to be done before it is complete. */
    public String pageAfterLogin(String email, String password) {
        return follow(submitLogin(email, password)).body();
    }

    /** The page of an action that the person asks for, such as {@code UPDATE_EMAIL}. */
    public String actionPage(String action, String email, String password) {
        String login = send(HttpRequest.newBuilder(URI.create(start("auth") + "&kc_action=" + action))
                        .GET())
                .body();
        return follow(post(login, Map.of("username", email, "password", password)))
                .body();
    }

    /** Says yes to the page that asks for consent. */
    public boolean consents(String page) {
        return submit(page, Map.of("code", first(CONSENT_CODE, page), "accept", "Yes"))
                .isEmpty();
    }

    /** The page of somebody who has forgotten a password. */
    public String forgottenPasswordPage() {
        String login = send(HttpRequest.newBuilder(start("auth")).GET()).body();
        return open(address(first(FORGOTTEN, login)));
    }

    /** The page that a link leads to. */
    public String open(URI link) {
        return follow(send(HttpRequest.newBuilder(link).GET())).body();
    }

    /** The next page after the form of this one; empty when the person is logged in then. */
    public Optional<String> submit(String page, Map<String, String> form) {
        HttpResponse<String> next = follow(post(page, form));
        return isLoggedIn(next) ? Optional.empty() : Optional.of(next.body());
    }

    /**
     * Logs in at the page that another client of the realm sends the person to.
     *
     * @param client prefix of the client's own addresses, which are not opened
     * @return the redirect to the client, or the page that posts to it
     */
    public HttpResponse<String> signIn(URI start, String client, String username, String password) {
        String page = send(HttpRequest.newBuilder(start).GET()).body();
        HttpResponse<String> current = post(page, Map.of("username", username, "password", password));
        while (current.statusCode() / 100 == 3 && !location(current).toString().startsWith(client)) {
            current = send(HttpRequest.newBuilder(location(current)).GET());
        }
        return current;
    }

    private URI start(String page) {
        return URI.create(realmUrl + "/protocol/openid-connect/" + page + "?client_id=" + clientId
                + "&response_type=code&scope=openid&code_challenge_method=S256&code_challenge=" + CHALLENGE
                + "&redirect_uri=" + encoded(realmUrl + "/account/"));
    }

    private HttpResponse<String> submitLogin(String email, String password) {
        String page = send(HttpRequest.newBuilder(start("auth")).GET()).body();
        return post(page, Map.of("username", email, "password", password));
    }

    /** Redirects of Keycloak to its own next page; the one back to the client ends the login. */
    private HttpResponse<String> follow(HttpResponse<String> response) {
        HttpResponse<String> current = response;
        while (current.statusCode() / 100 == 3 && !isLoggedIn(current)) {
            current = send(HttpRequest.newBuilder(location(current)).GET());
        }
        return current;
    }

    private boolean isLoggedIn(HttpResponse<String> response) {
        return response.statusCode() / 100 == 3
                && location(response).toString().startsWith(realmUrl + "/account/")
                && location(response).toString().contains("code=");
    }

    private static URI location(HttpResponse<String> response) {
        return URI.create(response.headers().firstValue("Location").orElseThrow());
    }

    private HttpResponse<String> post(String page, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(address(first(FORM, page)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("A page was interrupted", e);
        }
    }

    /** Of an attribute in a page, which may be relative. */
    private URI address(String attribute) {
        return URI.create(realmUrl + "/").resolve(attribute.replace("&amp;", "&"));
    }

    private static String first(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        if (!matcher.find()) {
            throw new AssertionError("No " + pattern + " in the page: " + page.replaceAll("<[^>]*>|\\s+", " "));
        }
        return matcher.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Keycloak's cookies are for secure connections, for which browsers take those to localhost and Java does not. */
    private static final class Cookies extends CookieHandler {
        private final Map<String, String> values = new ConcurrentHashMap<>();

        @Override
        public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
            String all = values.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            return all.isEmpty() ? Map.of() : Map.of("Cookie", List.of(all));
        }

        @Override
        public void put(URI uri, Map<String, List<String>> headers) {
            headers.forEach((name, lines) -> {
                if ("set-cookie".equalsIgnoreCase(name)) {
                    lines.forEach(this::set);
                }
            });
        }

        private void set(String line) {
            String pair = line.split(";", 2)[0];
            String name = pair.substring(0, pair.indexOf('='));
            String value = pair.substring(name.length() + 1);
            if (value.isEmpty() || line.contains("Max-Age=0")) {
                values.remove(name);
            } else {
                values.put(name, value);
            }
        }
    }
}
