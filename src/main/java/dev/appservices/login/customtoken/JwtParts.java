package dev.appservices.login.customtoken;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** A token taken apart (RFC 7515, section 3.1); nothing of it is believed yet. */
final class JwtParts {
    private static final int MAX_DEPTH = 64;

    /** A name that is there twice would mean one thing here and another thing elsewhere. */
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode header;
    private final byte[] payload;
    private final byte[] signed;
    private final byte[] signature;

    private JwtParts(JsonNode header, byte[] payload, byte[] signed, byte[] signature) {
        this.header = header;
        this.payload = payload;
        this.signed = signed;
        this.signature = signature;
    }

    /** Empty for what is no token, and for one with a {@code crit} header, since no extension is understood. */
    static Optional<JwtParts> of(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            byte[] payload = decoder.decode(parts[1]);
            byte[] signature = decoder.decode(parts[2]);
            byte[] signed = token.substring(0, parts[0].length() + 1 + parts[1].length())
                    .getBytes(StandardCharsets.US_ASCII);
            return object(decoder.decode(parts[0]))
                    .filter(header -> !header.has("crit") && !header.has("b64"))
                    .map(header -> new JwtParts(header, payload, signed, signature));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    JsonNode header() {
        return header;
    }

    /** What the signature is over. */
    byte[] signed() {
        return signed;
    }

    byte[] signature() {
        return signature;
    }

    /** The payload, if it is a JSON object. */
    Optional<JsonNode> claims() {
        return object(payload);
    }

    private static Optional<JsonNode> object(byte[] json) {
        try {
            return Optional.ofNullable(MAPPER.readTree(json)).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
