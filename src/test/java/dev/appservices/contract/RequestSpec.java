package dev.appservices.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/**
 * A request of a vector.
 *
 * @param headers beside {@code Accept} and, with a body, {@code Content-Type}, both {@code application/json} as SDKs send
 *     them; null takes one of those away
 * @param body a JSON value
 * @param rawBody a text that is sent as it stands
 * @param hexBody bytes
 * @param generatedBody a body that is too large for a file
 * @param device what {@code ?device=} carries as base64 of JSON
 * @param chunked whether the body is sent without its length
 */
record RequestSpec(
        String method,
        String path,
        Map<String, @Nullable String> headers,
        JsonNode body,
        @Nullable String rawBody,
        @Nullable String hexBody,
        @Nullable GeneratedBody generatedBody,
        JsonNode device,
        boolean chunked) {
    RequestSpec(
            String method,
            String path,
            @Nullable Map<String, @Nullable String> headers,
            @Nullable JsonNode body,
            @Nullable String rawBody,
            @Nullable String hexBody,
            @Nullable GeneratedBody generatedBody,
            @Nullable JsonNode device,
            boolean chunked) {
        this.method = method;
        this.path = path;
        this.headers = headers == null ? Map.of() : new LinkedHashMap<>(headers);
        this.body = body == null ? MissingNode.getInstance() : body;
        this.rawBody = rawBody;
        this.hexBody = hexBody;
        this.generatedBody = generatedBody;
        this.device = device == null ? MissingNode.getInstance() : device;
        this.chunked = chunked;
        long bodies = Stream.of(this.body.isMissingNode(), rawBody == null, hexBody == null, generatedBody == null)
                .filter(missing -> !missing)
                .count();
        if (bodies > 1) {
            throw new IllegalArgumentException("More than one body for " + method + " " + path);
        }
    }

    RequestSpec fill(Variables variables) {
        Map<String, @Nullable String> filled = new LinkedHashMap<>();
        headers.forEach((name, value) -> filled.put(name, value == null ? null : variables.fill(value)));
        return new RequestSpec(
                method,
                variables.fill(path),
                filled,
                variables.fill(body),
                rawBody == null ? null : variables.fill(rawBody),
                hexBody,
                generatedBody,
                variables.fill(device),
                chunked);
    }

    Reply send(RawHttpClient client) {
        return client.send(method, target(), sentHeaders(), bytes(), chunked);
    }

    private String target() {
        if (device.isMissingNode()) {
            return path;
        }
        String encoded = Base64.getEncoder().encodeToString(device.toString().getBytes(StandardCharsets.UTF_8));
        return path + (path.contains("?") ? "&" : "?") + "device=" + URLEncoder.encode(encoded, StandardCharsets.UTF_8);
    }

    private Map<String, String> sentHeaders() {
        Map<String, @Nullable String> all = new LinkedHashMap<>();
        all.put("Accept", "application/json");
        if (hasBody()) {
            all.put("Content-Type", "application/json");
        }
        all.putAll(headers);
        Map<String, String> sent = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (value != null) {
                sent.put(name, value);
            }
        });
        return sent;
    }

    private boolean hasBody() {
        return !body.isMissingNode() || rawBody != null || hexBody != null || generatedBody != null;
    }

    private byte[] bytes() {
        if (hexBody != null) {
            return HexFormat.of().parseHex(hexBody);
        }
        String text = "";
        if (!body.isMissingNode()) {
            text = body.toString();
        } else if (rawBody != null) {
            text = rawBody;
        } else if (generatedBody != null) {
            text = generatedBody.text();
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * @param nested so many JSON objects, one inside the other
     * @param nestedArrays so many arrays, one inside the other, in one object
     * @param bytes an object with one long text, so many bytes in all
     */
    record GeneratedBody(int nested, int nestedArrays, int bytes) {
        String text() {
            if (nested > 0) {
                return "{\"a\":".repeat(nested - 1) + "{}" + "}".repeat(nested - 1);
            }
            if (nestedArrays > 0) {
                return "{\"a\":" + "[".repeat(nestedArrays) + "]".repeat(nestedArrays) + "}";
            }
            return "{\"pad\":\"" + "a".repeat(bytes - "{\"pad\":\"\"}".length()) + "\"}";
        }
    }
}
