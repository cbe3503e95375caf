package dev.appservices.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.appservices.app.ObjectIds;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.Device;
import dev.appservices.login.Payload;

/**
 * The JSON object of a request, bounded in size and depth before it is built, and read by type: what is not a string
 * never becomes one, so no operator of a query can hide in a field.
 */
public final class JsonBody implements Payload {
    /** Twice what an external JWT, the largest credential, may have; functions will bring their own limit. */
    public static final int MAX_BYTES = 2 * 1024 * 1024;

    static final int MAX_DEPTH = 64;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxDocumentLength(MAX_BYTES)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ObjectNode root;

    private JsonBody(ObjectNode root) {
        this.root = root;
    }

    /** Reads a body; an empty one is an empty object, since some clients send none where others send {@code {}}. */
    public static JsonBody read(InputStream body) {
        byte[] bytes = bytes(body);
        if (isBlank(bytes)) {
            return new JsonBody(MAPPER.createObjectNode());
        }
        return object(parse(bytes));
    }

    /** Reads an object from a text that a client put into a URL. */
    public static JsonBody read(byte[] bytes) {
        return object(parse(bytes));
    }

    @Override
    public String requiredString(String name) {
        return string(name)
                .orElseThrow(() ->
                        new AppServicesException(ErrorCode.MISSING_PARAMETER, "'" + name + "' is a required string"));
    }

    @Override
    public Optional<String> string(String name) {
        JsonNode value = root.get(name);
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(text(value, name));
    }

    /** What {@code options.device} says; empty when there is no such object. */
    public Optional<Device> device() {
        return child(root, "options", "options")
                .flatMap(options -> child(options, "device", "options.device"))
                .map(device -> device(device, "options.device."));
    }

    /** The same object where it is the whole body, as in the URL of older clients. */
    public Device asDevice() {
        return device(root, "device.");
    }

    private static Device device(JsonNode node, String path) {
        Map<String, String> details = new LinkedHashMap<>();
        Optional<String> id = Optional.empty();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if ("deviceId".equals(field.getKey())) {
                id = deviceId(field.getValue(), path + field.getKey());
            } else {
                details.put(field.getKey(), text(field.getValue(), path + field.getKey()));
            }
        }
        return new Device(id, details);
    }

    private static Optional<String> deviceId(JsonNode node, String path) {
        JsonNode value = node.isObject() && node.size() == 1 && node.has("$oid") ? node.get("$oid") : node;
        if (value.isNull()) {
            return Optional.empty();
        }
        String id = value.isTextual() ? value.textValue().toLowerCase(Locale.ROOT) : "";
        if (!ObjectIds.isValid(id)) {
            throw new AppServicesException(ErrorCode.INVALID_PARAMETER, "'" + path + "' must be an ObjectId");
        }
        return ObjectIds.ZERO.equals(id) ? Optional.empty() : Optional.of(id);
    }

    private static Optional<JsonNode> child(JsonNode parent, String name, String path) {
        JsonNode value = parent.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw new AppServicesException(ErrorCode.INVALID_PARAMETER, "'" + path + "' must be an object");
        }
        return Optional.of(value);
    }

    private static String text(JsonNode value, String name) {
        if (!value.isTextual()) {
            throw new AppServicesException(ErrorCode.INVALID_PARAMETER, "'" + name + "' must be a string");
        }
        return value.textValue();
    }

    private static JsonBody object(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return new JsonBody(object);
        }
        throw new AppServicesException(ErrorCode.BAD_REQUEST, "the request body must be a JSON object");
    }

    private static JsonNode parse(byte[] bytes) {
        try (JsonParser parser = MAPPER.createParser(bytes)) {
            return MAPPER.readTree(parser);
        } catch (StreamConstraintsException e) {
            throw new AppServicesException(
                    ErrorCode.BAD_REQUEST, "the request body is nested deeper than " + MAX_DEPTH + " levels", e);
        } catch (JsonProcessingException e) {
            throw new AppServicesException(ErrorCode.BAD_REQUEST, "malformed JSON in the request body", e);
        } catch (IOException e) {
            throw new AppServicesException(ErrorCode.BAD_REQUEST, "the request body could not be read", e);
        }
    }

    private static byte[] bytes(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new AppServicesException(
                        ErrorCode.READ_SIZE_LIMIT_EXCEEDED, "the request body exceeds " + MAX_BYTES + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new AppServicesException(ErrorCode.BAD_REQUEST, "the request body could not be read", e);
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (!Character.isWhitespace(b)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "JsonBody[<hidden>]";
    }
}
