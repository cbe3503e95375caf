package dev.appservices.http;

import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;

/** The token of an {@code Authorization: Bearer} header. */
public record BearerToken(String value) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SCHEME = "bearer";

    /** Larger than any token of ours, small enough to be looked at before it is verified. */
    private static final int MAX_LENGTH = 65_536;

    /**
     * @throws AppServicesException {@link ErrorCode#MISSING_AUTH_REQ} without a header; an error without code, as the
     *     service answered, for a header without token
     */
    public static BearerToken of(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw new AppServicesException(ErrorCode.MISSING_AUTH_REQ, "must authenticate first");
        }
        String trimmed = header.trim();
        boolean bearer = trimmed.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && trimmed.length() > SCHEME.length()
                && trimmed.charAt(SCHEME.length()) == ' ';
        if (!bearer || trimmed.length() > MAX_LENGTH) {
            throw AppServicesException.withoutCode(401, "expected Authorization header with JWT (Bearer schema)");
        }
        return new BearerToken(trimmed.substring(SCHEME.length()).trim());
    }

    /**
     * The app that a token says it is for. Nothing is verified: it only tells in which realm to look for the keys that
     * verify it.
     */
    public Optional<String> claimedApp() {
        String[] parts = value.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode claims = MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1]));
            return Optional.ofNullable(claims.get("azp"))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue)
                    .filter(app -> !app.isBlank() && app.length() <= 255);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "BearerToken[<hidden>]";
    }
}
