package dev.appservices.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Replies made up from what a vector expects. */
final class SampleReplies {
    static final String REQUEST_ID = "63f506d9d243efe65aa33430";

    private static final Pattern TOKEN = Pattern.compile("<([A-Za-z0-9]+)>");
    private static final Map<String, String> SAMPLES = Map.ofEntries(
            Map.entry("hex24", "5ed10e0dc085000e2c0099f3"),
            Map.entry("newHex24", "5ed10e0dc085000e2c0099f4"),
            Map.entry("letters24", "fufttusvpmojykvacvhijoaq"),
            Map.entry("string", "some text"),
            Map.entry("text", ""),
            Map.entry("apiKey", "aB3".repeat(21) + "x"),
            Map.entry("jwt", JwtText.foreign(1_700_000_000)),
            Map.entry("any", "something"),
            Map.entry("baseUrl", "http://localhost:8080"),
            Map.entry("wsBaseUrl", "ws://localhost:8080"),
            Map.entry("appId", "quickstart-abcde"),
            Map.entry("realm", "quickstart"),
            Map.entry("requestId", REQUEST_ID),
            Map.entry("link", "http://localhost:8080/realms/quickstart/app-services/logs?co_id=" + REQUEST_ID),
            Map.entry("mailLink", "http://localhost:8080/realms/mailing/app-services/logs?co_id=" + REQUEST_ID),
            Map.entry("functionLink", "http://localhost:8080/realms/deciding/app-services/logs?co_id=" + REQUEST_ID),
            Map.entry("rootLink", "http://localhost:8080/logs?co_id=" + REQUEST_ID));

    private SampleReplies() {}

    /** The reply that a right server gives to a request of this method. */
    static Reply right(ExpectedReply expected, String method) {
        List<Reply.Header> headers = new ArrayList<>();
        if (!expected.absent().contains(ExpectedReply.REQUEST_ID)) {
            headers.add(new Reply.Header(ExpectedReply.REQUEST_ID, REQUEST_ID));
        }
        expected.headers().forEach((name, value) -> headers.add(new Reply.Header(name, sample(value))));
        if (!expected.allow().isEmpty()) {
            headers.add(new Reply.Header("Allow", String.join(", ", expected.allow()) + ", OPTIONS"));
        }
        if (expected.body().isMissingNode() || method.equals("HEAD")) {
            return new Reply(expected.status(), headers, "");
        }
        headers.add(new Reply.Header("Content-Type", "application/json"));
        return new Reply(expected.status(), headers, sample(expected.body()).toString());
    }

    /** A reply with this status that has whatever a step wants to capture. */
    static Reply toStep(Step.Call call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        call.capture().forEach((name, pointer) -> {
            if (!pointer.isEmpty()) {
                body.put(
                        pointer.substring(1),
                        pointer.contains("token") ? JwtText.foreign(0) : "5ed10e0dc085000e2c0099f3");
            }
        });
        return new Reply(call.status(), List.of(), body.toString());
    }

    static JsonNode sample(JsonNode expected) {
        if (expected.isTextual()) {
            return TextNode.valueOf(sample(expected.textValue()));
        }
        if (expected.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            expected.forEach(element -> array.add(sample(element)));
            return array;
        }
        if (expected.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            expected.properties().forEach(property -> object.set(property.getKey(), sample(property.getValue())));
            return object;
        }
        return expected;
    }

    private static String sample(String expected) {
        return TOKEN.matcher(expected)
                .replaceAll(match -> Matcher.quoteReplacement(SAMPLES.getOrDefault(match.group(1), match.group())));
    }
}
