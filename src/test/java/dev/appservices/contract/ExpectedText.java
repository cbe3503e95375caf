package dev.appservices.contract;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that a vector expects: literal, apart from tokens in angle brackets.
 *
 * <p>{@code <apiKey>}, {@code <hex24>}, {@code <newHex24>} (not all zeros), {@code <letters24>}, {@code <string>} (not empty), {@code <text>}
 * (any) and, alone, {@code <jwt>} stand for shapes. {@code <baseUrl>}, {@code <wsBaseUrl>}, {@code <appId>},
 * {@code <realm>}, {@code <requestId>}, {@code <link>}, {@code <mailLink>}, {@code <functionLink>} and {@code <rootLink>} stand for one value each. Any other token is
 * a mistake in the vector.
 */
final class ExpectedText {
    private static final Pattern TOKEN = Pattern.compile("<([A-Za-z0-9]+)>");
    private static final Map<String, String> SHAPES = Map.of(
            "apiKey", "[A-Za-z0-9]{64}",
            "hex24", "[0-9a-f]{24}",
            "newHex24", "(?!0{24})[0-9a-f]{24}",
            "letters24", "[a-z]{24}",
            "string", "(?s:.+)",
            "text", "(?s:.*)");

    private final Map<String, String> literals;

    ExpectedText(Map<String, String> literals) {
        this.literals = Map.copyOf(literals);
    }

    static ExpectedText of(ContractTarget target, String requestId) {
        String base = target.baseUrl();
        return new ExpectedText(Map.of(
                "baseUrl",
                base,
                "wsBaseUrl",
                base.replaceFirst("^http", "ws"),
                "appId",
                target.appId(),
                "realm",
                target.realm(),
                "requestId",
                requestId,
                "link",
                base + "/realms/" + target.realm() + "/app-services/logs?co_id=" + requestId,
                "mailLink",
                base + "/realms/" + target.mailApp().realm() + "/app-services/logs?co_id=" + requestId,
                "functionLink",
                base + "/realms/" + target.functionApp().realm() + "/app-services/logs?co_id=" + requestId,
                "rootLink",
                base + "/logs?co_id=" + requestId));
    }

    boolean matches(String expected, String actual) {
        if (expected.equals("<jwt>")) {
            return JwtText.isReadableBySdks(actual);
        }
        return Pattern.matches(regex(expected), actual);
    }

    private String regex(String expected) {
        StringBuilder regex = new StringBuilder();
        Matcher token = TOKEN.matcher(expected);
        int end = 0;
        while (token.find()) {
            regex.append(Pattern.quote(expected.substring(end, token.start()))).append(part(token.group(1)));
            end = token.end();
        }
        return regex.append(Pattern.quote(expected.substring(end))).toString();
    }

    private String part(String name) {
        String shape = SHAPES.get(name);
        if (shape != null) {
            return shape;
        }
        String literal = literals.get(name);
        if (literal == null) {
            throw new IllegalArgumentException("Unknown token <" + name + ">");
        }
        return Pattern.quote(literal);
    }
}
