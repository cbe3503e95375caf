package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.bson.Document;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.mail.Mail;
import dev.appservices.testing.mail.MailCatcher;

/** An app of one test on the shared server whose mails are caught. */
public final class MailedApp implements AppServer, AutoCloseable {
    private static final Pattern PAIR = Pattern.compile("[?&]token=([0-9a-f]+)&tokenId=([0-9a-f]+)");
    private static final Pattern PAIR_OF_OWN_PAGE = Pattern.compile("/([0-9a-f]{24})\\?token=([0-9a-f]+)\\s");
    private static final int PATIENCE_SECONDS = 30;

    private final SharedServer server = SharedServer.get();
    private final String name = "mailed-" + ObjectIds.random().substring(0, 8);
    private final Map<String, BlockingQueue<Mail>> mails = new ConcurrentHashMap<>();
    private final MailCatcher catcher =
            MailCatcher.open(Ports.loopback(), 0, 0, mail -> mailsTo(mail.to()).add(mail));
    private final HttpServer links = startLinks();
    private final MongoClient mongo = MongoClients.create(server.connectionString());

    /** The pair in a mail. */
    public record Pair(String token, String tokenId) {}

    private MailedApp() {}

    /** @param config of {@code local-userpass}, as in an exported app */
    public static MailedApp create(String config) {
        MailedApp app = new MailedApp();
        app.admin().post("/realms", Map.of("realm", app.name, "enabled", true, "eventsEnabled", true));
        AdminRest.Reply reply = app.deploy(config);
        if (reply.status() != 201) {
            throw new AssertionError("Not deployed: " + reply);
        }
        app.switchMailsOn(true);
        return app;
    }

    /** Sends the directory of the app with these settings. */
    public AdminRest.Reply deploy(String config) {
        String providers = """
                {"local-userpass": {"name": "local-userpass", "type": "local-userpass", "disabled": false, "config": %s}}
                """.formatted(config);
        return new AdminRest(baseUrl(), name)
                .send(
                        "POST",
                        "deployments",
                        admin().token(),
                        Map.of("Content-Type", "application/zip"),
                        ExportedApp.of(appId()).providers(providers).bytes());
    }

    /** Gives the realm the catcher as its SMTP server, or none. */
    public void switchMailsOn(boolean on) {
        Map<String, String> smtp = on
                ? Map.of(
                        "host", "127.0.0.1", "port", String.valueOf(catcher.smtpPort()), "from", "no-reply@app.example")
                : Map.of();
        admin().put("/realms/" + name, Map.of("smtpServer", smtp));
    }

    /** Saves one setting of the provider, as the console does. */
    public void set(String key, String value) {
        JsonNode step = execution();
        String path = "/realms/" + name + "/authentication/config/"
                + step.get("authenticationConfig").textValue();
        ObjectNode config = (ObjectNode) admin().get(path);
        ((ObjectNode) config.get("config")).put(key, value);
        admin().put(path, config);
    }

    /** Saves one setting of the app, as the console does. */
    public void setOfApp(String key, String value) {
        JsonNode components =
                admin().get("/realms/" + name + "/components?type=org.keycloak.storage.UserStorageProvider");
        ObjectNode component = (ObjectNode) components.required(0);
        ((ObjectNode) component.get("config")).putArray(key).add(value);
        admin().put("/realms/" + name + "/components/" + component.get("id").textValue(), component);
    }

    /** The settings of the provider, as the console shows them. */
    public JsonNode settings() {
        String id = execution().get("authenticationConfig").textValue();
        return admin().get("/realms/" + name + "/authentication/config/" + id).get("config");
    }

    public void switchProviderOff() {
        ObjectNode step = (ObjectNode) execution();
        step.put("requirement", "DISABLED");
        admin().put("/realms/" + name + "/authentication/flows/app-services-login-providers/executions", step);
    }

    private JsonNode execution() {
        for (JsonNode step :
                admin().get("/realms/" + name + "/authentication/flows/app-services-login-providers/executions")) {
            if (step.path("providerId").asText().equals("app-services-local-userpass")) {
                return step;
            }
        }
        throw new AssertionError("The flow has no step for local-userpass");
    }

    /** The oldest mail to an address that nobody has asked for yet. */
    public Mail nextMail(String address) {
        try {
            Mail mail = mailsTo(address).poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (mail == null) {
                throw new AssertionError("No mail has come");
            }
            return mail;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a mail", e);
        }
    }

    public boolean hasMail(String address) {
        return !mailsTo(address).isEmpty();
    }

    public Pair nextPair(String address) {
        return pairOf(nextMail(address));
    }

    /** The pair in the only link of a mail, which may lead to a page of the app, into an app on a phone, or to one of ours. */
    public static Pair pairOf(Mail mail) {
        Matcher pair = PAIR.matcher(mail.text());
        if (pair.find()) {
            return new Pair(pair.group(1), pair.group(2));
        }
        Matcher own = PAIR_OF_OWN_PAGE.matcher(mail.text());
        if (own.find()) {
            return new Pair(own.group(2), own.group(1));
        }
        throw new AssertionError("No pair in the link of " + mail);
    }

    /** Where a program gets the link of the next mail to {@code ?to=}. */
    public String linksUrl() {
        return "http://127.0.0.1:" + links.getAddress().getPort() + "/";
    }

    private HttpServer startLinks() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(Ports.loopback(), 0), 0);
            started.createContext("/", this::sendLink);
            started.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sendLink(HttpExchange exchange) throws IOException {
        String to = exchange.getRequestURI().getRawQuery().replaceFirst("^to=", "");
        String link =
                nextMail(URLDecoder.decode(to, StandardCharsets.UTF_8)).links().get(0);
        byte[] body = link.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private BlockingQueue<Mail> mailsTo(String address) {
        return mails.computeIfAbsent(address, missing -> new LinkedBlockingQueue<>());
    }

    public List<JsonNode> events(String type) {
        List<JsonNode> found = new ArrayList<>();
        admin().get("/realms/" + name + "/events?max=1000&type=" + type).forEach(found::add);
        return found;
    }

    public MongoCollection<Document> collection(String collection) {
        return mongo.getDatabase("app_services_" + name).getCollection(collection);
    }

    @Override
    public String baseUrl() {
        return server.baseUrl();
    }

    @Override
    public String appId() {
        return name + "-app";
    }

    @Override
    public String realm() {
        return name;
    }

    @Override
    public AdminApi admin() {
        return server.admin();
    }

    @Override
    public void close() {
        admin().delete("/realms/" + name);
        mongo.getDatabase("app_services_" + name).drop();
        mongo.close();
        links.stop(0);
        catcher.close();
    }
}
