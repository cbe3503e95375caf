package dev.appservices.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Tokens as text: whether SDKs can read one, and ones that a server must not believe. */
final class JwtText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();

    private JwtText() {}

    /**
     * Three parts that are not empty, integer {@code exp} and {@code iat}, and {@code user_data} an object or absent:
     * anything else ends a realm-core process or the login.
     */
    static boolean isReadableBySdks(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3 || parts[0].isEmpty() || parts[2].isEmpty()) {
            return false;
        }
        JsonNode claims;
        try {
            decode(parts[0]);
            claims = decode(parts[1]);
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
        JsonNode userData = claims.path("user_data");
        return claims.path("exp").isIntegralNumber()
                && claims.path("iat").isIntegralNumber()
                && (userData.isMissingNode() || userData.isObject());
    }

    /** A token of some other server, such as the ones that browsers still hold from the original service. */
    static String foreign(long issuedAt) {
        ObjectNode claims = JSON.createObjectNode()
                .put("baas_device_id", "000000000000000000000000")
                .put("baas_domain_id", "5eea8667bcb4c810b651fb59")
                .put("exp", issuedAt + 1800)
                .put("iat", issuedAt)
                .put("iss", "636aba021728b6c1c03db83e")
                .put("sub", "636aba021728b6c1c03db7f9")
                .put("typ", "access");
        return sign(encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encode(claims.toString()));
    }

    /**
     * A false variant of a real token: {@code resigned} has other bytes as signature, {@code unsigned} names {@code none} as
     * algorithm, {@code headless} names no algorithm at all, {@code hmac} names one whose key we made up,
     * {@code otherSubject} keeps the signature under other claims.
     */
    static String forge(String kind, String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("Not a token to forge from, it has " + parts.length + " parts");
        }
        return switch (kind) {
            case "resigned" -> parts[0] + "." + parts[1] + "." + encode(randomBytes(decoded(parts[2]).length));
            case "unsigned" -> encode("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + parts[1] + ".";
            case "headless" -> encode("{}") + "." + parts[1] + "." + parts[2];
            case "hmac" -> sign(encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + parts[1]);
            case "otherSubject" -> parts[0] + "." + encode(otherSubject(parts[1])) + "." + parts[2];
            default -> throw new IllegalArgumentException("Unknown kind of forgery: " + kind);
        };
    }

    private static String otherSubject(String payload) {
        try {
            return decode(payload).put("sub", "636aba021728b6c1c03db7f9").toString();
        } catch (IOException e) {
            throw new IllegalArgumentException("Not a token to forge from", e);
        }
    }

    private static String sign(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(randomBytes(32), "HmacSHA256"));
            return signed + "." + encode(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is missing", e);
        }
    }

    private static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static ObjectNode decode(String part) throws IOException {
        JsonNode node = JSON.readTree(decoded(part));
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("Not a JSON object");
    }

    private static byte[] decoded(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    private static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
