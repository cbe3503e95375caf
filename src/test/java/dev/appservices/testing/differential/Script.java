package dev.appservices.testing.differential;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.appservices.testing.differential.Step.Payload;

/** The steps of all files, in the order in which they are run. */
public final class Script {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";

    private final List<Step> steps = new ArrayList<>();

    private Script() {}

    /** Settings of the realm and its users first, then every query, then what changes users. */
    public static List<Step> steps() {
        Script script = new Script();
        script.add("realm");
        script.addPeople();
        script.addQueries();
        script.addPaging();
        for (String area : List.of("users", "credentials", "roles", "groups", "links", "mails", "logins", "account")) {
            script.add(area);
        }
        return List.copyOf(script.steps);
    }

    private void add(String area) {
        for (JsonNode step : read(area)) {
            String[] send = step.required("send").asText().split(" ", 2);
            steps.add(new Step(
                    area,
                    step.required("name").asText(),
                    send[0],
                    send[1],
                    Map.of(),
                    payload(step),
                    Optional.ofNullable(step.get("as")).map(JsonNode::asText),
                    texts(step.path("remember")),
                    step.path("pageSize").asInt()));
        }
    }

    private static Optional<Payload> payload(JsonNode step) {
        if (step.has("form")) {
            String form = texts(step.get("form")).entrySet().stream()
                    .map(field -> field.getKey() + "=" + encodedUnlessSymbol(field.getValue()))
                    .collect(Collectors.joining("&"));
            return Optional.of(new Payload("application/x-www-form-urlencoded", form));
        }
        if (step.has("text")) {
            return Optional.of(
                    new Payload(step.required("type").asText(), step.get("text").asText()));
        }
        return Optional.ofNullable(step.get("body")).map(body -> new Payload(JSON_TYPE, body.toString()));
    }

    /** Each is remembered by its username in lower case. */
    private void addPeople() {
        for (JsonNode person : read("people")) {
            String username = person.required("username").asText();
            steps.add(new Step(
                    "people",
                    "create " + username,
                    "POST",
                    "/users",
                    Map.of(),
                    Optional.of(new Payload(JSON_TYPE, person.toString())),
                    Optional.empty(),
                    Map.of(username.toLowerCase(Locale.ROOT), "Location"),
                    0));
        }
    }

    /** Each query is a search, a count and a list of the console. */
    private void addQueries() {
        for (JsonNode query : read("search")) {
            steps.add(get("search", "/users", query));
            steps.add(get("count", "/users/count", query));
            steps.add(get("console", "/ui-ext/brute-force-user", query));
        }
    }

    private void addPaging() {
        for (JsonNode query : read("paging")) {
            Map<String, String> parameters = new LinkedHashMap<>(texts(query));
            int pageSize = Integer.parseInt(Objects.requireNonNull(parameters.remove("pageSize")));
            for (String path : List.of("/users", "/ui-ext/brute-force-user")) {
                String name = path + " by " + pageSize + " " + new TreeMap<>(parameters);
                steps.add(new Step(
                        "paging",
                        name,
                        Step.PAGES,
                        path,
                        parameters,
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        pageSize));
            }
        }
    }

    private static Step get(String area, String path, JsonNode query) {
        Map<String, String> parameters = texts(query);
        String name = new TreeMap<>(parameters).toString();
        return new Step(area, name, "GET", path, parameters, Optional.empty(), Optional.empty(), Map.of(), 0);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    private static String encodedUnlessSymbol(String text) {
        return text.startsWith("<") ? text : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode read(String area) {
        String name = "/differential/" + area + ".json";
        try (InputStream in = Objects.requireNonNull(Script.class.getResourceAsStream(name), name)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
