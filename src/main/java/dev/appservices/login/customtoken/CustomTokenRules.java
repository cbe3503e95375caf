package dev.appservices.login.customtoken;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import dev.appservices.app.ProviderType;
import dev.appservices.login.customtoken.CheckedToken.Result;
import dev.appservices.login.customtoken.CheckedToken.State;
import dev.appservices.user.Identity;

/**
 * What a token has to be to log somebody in.
 *
 * @param algorithm the only one that is taken
 * @param audiences which {@code aud} must have
 * @param anyAudience whether one of them is enough
 * @param metadata claims that are kept
 * @param clockSkew by how much the clocks of issuer and server may differ
 */
public record CustomTokenRules(
        TokenAlgorithm algorithm,
        Set<String> audiences,
        boolean anyAudience,
        List<MetadataField> metadata,
        Duration clockSkew,
        Clock clock) {
    /** As in App Services. */
    static final int MAX_TOKEN_LENGTH = 1_000_000;

    /** The service had no limit; a subject is a key of an index, which does not take any length. */
    static final int MAX_SUBJECT_LENGTH = 512;

    public CustomTokenRules {
        audiences = Set.copyOf(audiences);
        metadata = List.copyOf(metadata);
        if (audiences.isEmpty()) {
            throw new IllegalArgumentException("A token for nobody in particular must not log in");
        }
    }

    /** Looks at all rules that can be looked at. */
    public CheckedToken check(String token, TokenSignatures signatures) {
        return new Check(signatures).of(token);
    }

    /** One token on its way through the rules. */
    private final class Check {
        private final TokenSignatures signatures;
        private final Map<TokenRule, Result> results = new EnumMap<>(TokenRule.class);
        private final Map<String, Object> data = new LinkedHashMap<>();

        Check(TokenSignatures signatures) {
            this.signatures = signatures;
        }

        CheckedToken of(String token) {
            boolean fits = !token.isEmpty() && token.length() <= MAX_TOKEN_LENGTH;
            decide(TokenRule.LENGTH, fits, "it is empty, or longer than " + MAX_TOKEN_LENGTH + " characters");
            Optional<JwtParts> parts = fits ? JwtParts.of(token) : Optional.empty();
            if (fits) {
                decide(
                        TokenRule.FORM,
                        parts.isPresent(),
                        "it is not a header, a payload and a signature, or its header is not understood");
            }
            parts.ifPresent(this::look);
            boolean accepted = Stream.of(TokenRule.values())
                    .allMatch(rule ->
                            results.containsKey(rule) && results.get(rule).state() == State.PASSED);
            List<Result> all = Stream.of(TokenRule.values())
                    .map(rule -> results.getOrDefault(rule, new Result(rule, State.SKIPPED, "")))
                    .toList();
            return new CheckedToken(
                    all, accepted ? parts.flatMap(JwtParts::claims).map(this::identity) : Optional.empty());
        }

        private void look(JwtParts parts) {
            JsonNode type = parts.header().path("typ");
            decide(
                    TokenRule.TYPE,
                    type.isMissingNode()
                            || (type.isTextual() && type.textValue().equalsIgnoreCase("JWT")),
                    "the header's typ is not JWT");
            JsonNode named = parts.header().path("alg");
            boolean pinned = named.isTextual() && named.textValue().equals(algorithm.name());
            decide(
                    TokenRule.ALGORITHM,
                    pinned,
                    named.isMissingNode() ? "the header has no alg" : "the header's alg is not " + algorithm);
            if (pinned) {
                verify(parts);
            }
            Optional<JsonNode> claims = parts.claims();
            decide(TokenRule.CLAIMS, claims.isPresent(), "the payload is not a JSON object");
            claims.ifPresent(this::lookAtClaims);
        }

        private void verify(JwtParts parts) {
            JsonNode keyId = parts.header().path("kid");
            TokenSignatures.Verdict verdict = signatures.verify(
                    keyId.isTextual() ? Optional.of(keyId.textValue()) : Optional.empty(),
                    parts.signed(),
                    parts.signature());
            switch (verdict) {
                case RIGHT, WRONG -> {
                    decide(TokenRule.KEY, true, "");
                    decide(
                            TokenRule.SIGNATURE,
                            verdict == TokenSignatures.Verdict.RIGHT,
                            "no key of the settings verifies it");
                }
                case NO_KEY_ID -> decide(TokenRule.KEY, false, "the header has no kid");
                case UNKNOWN_KEY_ID -> decide(TokenRule.KEY, false, "the key set has no key with the header's kid");
            }
        }

        private void lookAtClaims(JsonNode claims) {
            double now = clock.millis() / 1000.0;
            double skew = clockSkew.toMillis() / 1000.0;
            JsonNode expiry = claims.path("exp");
            decide(
                    TokenRule.EXPIRATION,
                    expiry.isNumber() && expiry.doubleValue() > now - skew,
                    expiry.isNumber() ? "it is over" : "there is none, or it is not a number");
            begun(TokenRule.NOT_BEFORE, claims, now + skew);
            begun(TokenRule.ISSUED_AT, claims, now + skew);
            decide(
                    TokenRule.AUDIENCE,
                    isForUs(claims.path("aud")),
                    "it lacks " + (anyAudience ? "every one" : "one") + " of the wanted audiences");
            JsonNode subject = claims.path("sub");
            decide(
                    TokenRule.SUBJECT,
                    subject.isTextual()
                            && !subject.textValue().isEmpty()
                            && subject.textValue().length() <= MAX_SUBJECT_LENGTH,
                    "there is none, or it is no text of 1 to " + MAX_SUBJECT_LENGTH + " characters");
            Optional<String> problem = metadata.stream()
                    .flatMap(field -> keep(field, claims).stream())
                    .findFirst();
            decide(TokenRule.METADATA, problem.isEmpty(), problem.orElse(""));
        }

        private void begun(TokenRule rule, JsonNode claims, double latest) {
            JsonNode time = claims.path(rule.text());
            decide(
                    rule,
                    time.isMissingNode() || (time.isNumber() && time.doubleValue() <= latest),
                    time.isNumber() ? "it is in the future" : "it is not a number");
        }

        private boolean isForUs(JsonNode aud) {
            List<String> given = aud.isTextual()
                    ? List.of(aud.textValue())
                    : Stream.iterate(0, i -> i < aud.size(), i -> i + 1)
                            .map(aud::path)
                            .filter(JsonNode::isTextual)
                            .map(JsonNode::textValue)
                            .toList();
            return anyAudience ? audiences.stream().anyMatch(given::contains) : given.containsAll(audiences);
        }

        /** How a claim breaks the rule; empty when it is kept, or missing and not required. */
        private Optional<String> keep(MetadataField field, JsonNode claims) {
            JsonNode claim = field.path().in(claims);
            if (claim.isMissingNode()) {
                return field.required()
                        ? Optional.of("the required claim " + field.path().text() + " is missing")
                        : Optional.empty();
            }
            if (MetadataValues.isTooLong(claim)) {
                return Optional.of("the claim " + field.path().text() + " has more than " + MetadataValues.MAX_LENGTH
                        + " characters");
            }
            Optional<Object> value = MetadataValues.of(claim);
            value.ifPresent(kept -> data.put(field.fieldName(), kept));
            return value.isPresent()
                    ? Optional.empty()
                    : Optional.of("the claim " + field.path().text() + " has names inside that cannot be kept");
        }

        private Identity identity(JsonNode claims) {
            return new Identity(
                    ProviderType.CUSTOM_TOKEN.wireName(),
                    claims.path("sub").textValue(),
                    data,
                    Optional.ofNullable(data.get("name"))
                            .filter(String.class::isInstance)
                            .map(String.class::cast),
                    Optional.empty());
        }

        private void decide(TokenRule rule, boolean kept, String detail) {
            results.put(rule, new Result(rule, kept ? State.PASSED : State.FAILED, kept ? "" : detail));
        }
    }
}
