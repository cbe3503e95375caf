package dev.appservices.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/**
 * A complete reply as a vector expects it.
 *
 * @param absent headers that must not be sent; {@code X-AppServices-Request-Id} among them says that the reply is not ours
 * @param allow the methods of the {@code Allow} header in any order; {@code OPTIONS} may stand beside them
 * @param body the JSON value; {@code "<any>"} for replies that are not ours; missing for none
 */
record ExpectedReply(int status, Map<String, String> headers, List<String> absent, List<String> allow, JsonNode body) {
    static final String REQUEST_ID = "X-AppServices-Request-Id";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Headers that change what a client does, so that one too many is a fault. */
    private static final Set<String> GUARDED = Set.of(
            "allow",
            "content-encoding",
            "location",
            "set-cookie",
            "www-authenticate",
            "x-baas-location",
            "x-stitch-location");

    ExpectedReply(
            int status,
            @Nullable Map<String, String> headers,
            @Nullable List<String> absent,
            @Nullable List<String> allow,
            @Nullable JsonNode body) {
        this.status = status;
        this.headers = headers == null ? Map.of() : new LinkedHashMap<>(headers);
        this.absent = absent == null ? List.of() : List.copyOf(absent);
        this.allow = allow == null ? List.of() : List.copyOf(allow);
        this.body = body == null ? MissingNode.getInstance() : body;
    }

    ExpectedReply fill(Variables variables) {
        Map<String, String> filled = new LinkedHashMap<>();
        headers.forEach((name, value) -> filled.put(name, variables.fill(value)));
        return new ExpectedReply(status, filled, absent, allow, variables.fill(body));
    }

    /** What is different in the reply to a request of this method; empty if it is the expected one. */
    List<String> differences(ContractTarget target, String method, Reply reply) {
        ExpectedText texts = ExpectedText.of(target, reply.header(REQUEST_ID).orElse("(no request id)"));
        List<String> found = new ArrayList<>();
        if (reply.status() != status) {
            found.add("status: expected " + status + ", was " + reply.status());
        }
        expectedHeaders(method).forEach((name, value) -> compareHeader(texts, reply, name, value, found));
        for (String name : absent) {
            reply.header(name).ifPresent(value -> found.add("header " + name + ": expected none, was " + value));
        }
        unexpectedHeaders(reply, found);
        compareAllow(reply, found);
        compareType(method, reply, found);
        compareBody(texts, method, reply, found);
        return found;
    }

    private Map<String, String> expectedHeaders(String method) {
        Map<String, String> expected = new LinkedHashMap<>();
        if (absent.stream().noneMatch(REQUEST_ID::equalsIgnoreCase)) {
            expected.put(REQUEST_ID, "<hex24>");
        }
        if (!body.isMissingNode() && !isAny() && !method.equals("HEAD")) {
            expected.put("Content-Type", "application/json");
        }
        expected.putAll(headers);
        return expected;
    }

    private static void compareHeader(ExpectedText texts, Reply reply, String name, String value, List<String> found) {
        String actual = reply.header(name).orElse(null);
        if (actual == null) {
            found.add("header " + name + ": missing, expected " + value);
        } else if (!texts.matches(value, actual)) {
            found.add("header " + name + ": expected " + value + ", was " + actual);
        }
    }

    private void unexpectedHeaders(Reply reply, List<String> found) {
        Set<String> expected = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        expected.addAll(headers.keySet());
        if (!allow.isEmpty()) {
            expected.add("Allow");
        }
        for (Reply.Header header : reply.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if ((GUARDED.contains(name) || name.startsWith("access-control-")) && !expected.contains(name)) {
                found.add("header " + header.name() + ": not expected, was " + header.value());
            }
        }
    }

    private void compareAllow(Reply reply, List<String> found) {
        if (allow.isEmpty()) {
            return;
        }
        Set<String> actual =
                new TreeSet<>(List.of(reply.header("Allow").orElse("").split("\\s*,\\s*")));
        actual.remove("OPTIONS");
        if (!actual.equals(new TreeSet<>(allow))) {
            found.add("header Allow: expected " + allow + ", was "
                    + reply.header("Allow").orElse("missing"));
        }
    }

    private void compareType(String method, Reply reply, List<String> found) {
        if (body.isMissingNode() && !method.equals("HEAD") && !headers.containsKey("Content-Type")) {
            reply.header("Content-Type")
                    .ifPresent(type -> found.add("header Content-Type: expected none on an empty reply, was " + type));
        }
    }

    private void compareBody(ExpectedText texts, String method, Reply reply, List<String> found) {
        if (isAny()) {
            return;
        }
        if (body.isMissingNode() || method.equals("HEAD")) {
            if (!reply.body().isEmpty()) {
                found.add("body: expected none, was " + reply.body());
            }
            return;
        }
        try {
            found.addAll(new ExpectedJson(texts).differences(body, JSON.readTree(reply.body())));
        } catch (JsonProcessingException e) {
            found.add("body: not JSON (" + e.getOriginalMessage() + "): " + reply.body());
        }
    }

    private boolean isAny() {
        return body.isTextual() && body.textValue().equals("<any>");
    }
}
