package dev.appservices.login.customtoken;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.appservices.login.customtoken.CheckedToken.Result;
import dev.appservices.login.customtoken.CheckedToken.State;
import dev.appservices.login.customtoken.TokenSignatures.Verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What tokens are refused for, as a table: the first rule that a token breaks. */
class CustomTokenRulesTest {
    private static final long NOW = 1_700_000_000;
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
    private static final String HEADER = "{'alg':'HS256','typ':'JWT'}";
    private static final String GOOD = "{'sub':'ada','aud':'app','exp':1700000100}";
    private static final byte[] SECRET = Tokens.SECRET.getBytes(StandardCharsets.UTF_8);

    private static final TokenSignatures SIGNATURES = (keyId, signed, signature) ->
            MessageDigest.isEqual(Tokens.hmac(signed, SECRET), signature) ? Verdict.RIGHT : Verdict.WRONG;

    static Stream<Arguments> refused() {
        String payload = json(GOOD);
        return Stream.of(
                arguments("empty", "", TokenRule.LENGTH),
                arguments("too long", "a".repeat(1_000_001), TokenRule.LENGTH),
                arguments("no dots", "abc", TokenRule.FORM),
                arguments("two parts", "e30.e30", TokenRule.FORM),
                arguments("encrypted, five parts", "e30.e30.e30.e30.e30", TokenRule.FORM),
                arguments("no Base64", "e3*.e30.e30", TokenRule.FORM),
                arguments("a header that is no object", header("[]"), TokenRule.FORM),
                arguments("a header with a name twice", header("{'alg':'none','alg':'HS256'}"), TokenRule.FORM),
                arguments("a critical extension", header("{'alg':'HS256','crit':['exp']}"), TokenRule.FORM),
                arguments("an unencoded payload", header("{'alg':'HS256','b64':false}"), TokenRule.FORM),
                arguments("another typ", header("{'alg':'HS256','typ':'at+jwt'}"), TokenRule.TYPE),
                arguments("typ null", header("{'alg':'HS256','typ':null}"), TokenRule.TYPE),
                arguments("no alg", header("{'typ':'JWT'}"), TokenRule.ALGORITHM),
                arguments("alg none", Tokens.unsigned("{\"alg\":\"none\"}", payload), TokenRule.ALGORITHM),
                arguments("alg None", Tokens.unsigned("{\"alg\":\"None\"}", payload), TokenRule.ALGORITHM),
                arguments("alg in lower case", header("{'alg':'hs256'}"), TokenRule.ALGORITHM),
                arguments("another alg", header("{'alg':'RS256'}"), TokenRule.ALGORITHM),
                arguments("a longer alg", header("{'alg':'HS512'}"), TokenRule.ALGORITHM),
                arguments("alg that is no text", header("{'alg':['HS256']}"), TokenRule.ALGORITHM),
                arguments("no signature", Tokens.unsigned(json(HEADER), payload), TokenRule.SIGNATURE),
                arguments("another secret", Tokens.hs256(json(HEADER), payload, new byte[] {1}), TokenRule.SIGNATURE),
                arguments("another payload", swapped(), TokenRule.SIGNATURE),
                arguments("a payload that is no object", token("[]"), TokenRule.CLAIMS),
                arguments("a payload that is no JSON", token("{"), TokenRule.CLAIMS),
                arguments(
                        "a claim twice",
                        token("{'sub':'ada','sub':'bob','aud':'app','exp':1700000100}"),
                        TokenRule.CLAIMS),
                arguments("no exp", token("{'sub':'ada','aud':'app'}"), TokenRule.EXPIRATION),
                arguments("exp as text", claims("'exp':'1700000100'"), TokenRule.EXPIRATION),
                arguments("exp null", claims("'exp':null"), TokenRule.EXPIRATION),
                arguments("exp over for a minute", claims("'exp':1699999940"), TokenRule.EXPIRATION),
                arguments("exp with an enormous exponent", claims("'exp':-1e999999999"), TokenRule.EXPIRATION),
                arguments("nbf in 61 seconds", with("'nbf':1700000061"), TokenRule.NOT_BEFORE),
                arguments("nbf as text", with("'nbf':'1'"), TokenRule.NOT_BEFORE),
                arguments("iat in 61 seconds", with("'iat':1700000061"), TokenRule.ISSUED_AT),
                arguments("iat null", with("'iat':null"), TokenRule.ISSUED_AT),
                arguments("no aud", token("{'sub':'ada','exp':1700000100}"), TokenRule.AUDIENCE),
                arguments("another aud", aud("'other'"), TokenRule.AUDIENCE),
                arguments("aud in another case", aud("'App'"), TokenRule.AUDIENCE),
                arguments("aud within another", aud("'app2'"), TokenRule.AUDIENCE),
                arguments("an empty list of aud", aud("[]"), TokenRule.AUDIENCE),
                arguments("aud in an object", aud("{'app':'app'}"), TokenRule.AUDIENCE),
                arguments("no sub", token("{'aud':'app','exp':1700000100}"), TokenRule.SUBJECT),
                arguments("an empty sub", sub("''"), TokenRule.SUBJECT),
                arguments("sub as number", sub("7"), TokenRule.SUBJECT),
                arguments("sub as object", sub("{'$ne':null}"), TokenRule.SUBJECT),
                arguments("a sub that is too long", sub("'" + "s".repeat(513) + "'"), TokenRule.SUBJECT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String name, String token, TokenRule rule) {
        CheckedToken checked = check(rules(), token);

        assertThat(checked.firstFailed().map(Result::rule)).contains(rule);
        assertThat(checked.identity()).isEmpty();
        assertThat(checked.results()).extracting(Result::rule).containsExactly(TokenRule.values());
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments("plain", token(GOOD)),
                arguments("no typ", header("{'alg':'HS256'}")),
                arguments("typ in lower case", header("{'alg':'HS256','typ':'jwt'}")),
                arguments("kid does not matter", header("{'alg':'HS256','kid':'x'}")),
                arguments("exp over for less than a minute", claims("'exp':1699999941")),
                arguments("exp with a fraction", claims("'exp':1700000000.5")),
                arguments("exp far away", claims("'exp':1e400")),
                arguments("nbf in a minute", with("'nbf':1700000060")),
                arguments("iat in a minute", with("'iat':1700000060")),
                arguments("several aud", aud("['other','app']")),
                arguments("aud with something else in it", aud("[7,'app']")),
                arguments("any issuer", with("'iss':'https://anybody.example.org'")),
                arguments("a long sub", sub("'" + "s".repeat(512) + "'")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void accepted(String name, String token) {
        CheckedToken checked = check(rules(), token);

        assertThat(checked.firstFailed()).isEmpty();
        assertThat(checked.results()).extracting(Result::state).containsOnly(State.PASSED);
        assertThat(checked.identity())
                .hasValueSatisfying(
                        identity -> assertThat(identity.providerType()).isEqualTo("custom-token"));
    }

    @ParameterizedTest
    @CsvSource({
        "a b, false, a b, true",
        "a b, false, a, false",
        "a b, false, b a c, true",
        "a b, true, b, true",
        "a b, true, c, false",
        "a, false, a, true"
    })
    void audiencesWhenSeveralThenAllOrAny(String wanted, boolean any, String given, boolean accepted) {
        CustomTokenRules rules = new CustomTokenRules(
                TokenAlgorithm.HS256, Set.of(wanted.split(" ")), any, List.of(), Duration.ZERO, CLOCK);
        String list = "['" + String.join("','", given.split(" ")) + "']";

        assertThat(check(rules, aud(list)).identity().isPresent()).isEqualTo(accepted);
    }

    @Test
    void checkWhenSeveralRulesAreBrokenThenAllOfThemAreTold() {
        CheckedToken checked =
                check(rules(), Tokens.hs256(json(HEADER), json("{'exp':1,'aud':'other'}"), new byte[] {1}));

        assertThat(checked.results())
                .filteredOn(result -> result.state() == State.FAILED)
                .extracting(Result::rule)
                .containsExactly(TokenRule.SIGNATURE, TokenRule.EXPIRATION, TokenRule.AUDIENCE, TokenRule.SUBJECT);
    }

    @Test
    void checkWhenTheAlgorithmIsWrongThenNoKeyIsAskedFor() {
        TokenSignatures none = (keyId, signed, signature) -> {
            throw new AssertionError("A key was asked for");
        };

        CheckedToken checked = rules().check(header("{'alg':'RS256','kid':'a'}"), none);

        assertThat(states(checked))
                .containsEntry(TokenRule.KEY, State.SKIPPED)
                .containsEntry(TokenRule.SIGNATURE, State.SKIPPED);
    }

    @ParameterizedTest
    @CsvSource({"NO_KEY_ID", "UNKNOWN_KEY_ID"})
    void checkWhenThereIsNoKeyThenTheKeyIsTheReason(Verdict verdict) {
        CheckedToken checked = rules().check(token(GOOD), (keyId, signed, signature) -> verdict);

        assertThat(checked.firstFailed().map(Result::rule)).contains(TokenRule.KEY);
        assertThat(states(checked)).containsEntry(TokenRule.SIGNATURE, State.SKIPPED);
    }

    @Test
    void rulesWhenNoAudienceIsWantedThenImpossible() {
        assertThatThrownBy(() ->
                        new CustomTokenRules(TokenAlgorithm.HS256, Set.of(), true, List.of(), Duration.ZERO, CLOCK))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void metadataWhenMappedThenKeptByName() {
        CustomTokenRules rules = rules(
                field("email", "email", true),
                field("email", "name", true),
                field("address.city", "", false),
                field("http://x\\.io/id", "", false),
                field("tags", "tags", false),
                field("deep", "deep", false),
                field("absent", "absent", false),
                field("nothing", "nothing", false));

        CheckedToken checked = check(
                rules,
                with("'email':'a@b.c','address':{'city':'Wien','zip':1},'http://x.io/id':7,"
                        + "'tags':['a',1,true,null],'deep':{'a':{'b':1.5}},'nothing':null,'unmapped':1"));

        assertThat(checked.identity()).hasValueSatisfying(identity -> {
            assertThat(identity.id()).isEqualTo("ada");
            assertThat(identity.name()).contains("a@b.c");
            assertThat(identity.data())
                    .isEqualTo(Map.of(
                            "email",
                            "a@b.c",
                            "name",
                            "a@b.c",
                            "city",
                            "Wien",
                            "http://x.io/id",
                            7,
                            "tags",
                            List.of("a", 1, true),
                            "deep",
                            Map.of("a", Map.of("b", 1.5))));
        });
    }

    static Stream<Arguments> required() {
        return Stream.of(
                arguments("'claim':'LONG'", false),
                arguments("'claim':'FITS'", true),
                arguments("'claim':['LONG']", false),
                arguments("'other':1", false),
                arguments("'claim':null", false),
                arguments("'claim':{'$set':1}", false),
                arguments("'claim':{'':1}", false),
                arguments("'claim':[{'$a':1}]", false),
                arguments("'claim':{'a.b':1}", true),
                arguments("'claim':12345678901234567890", true));
    }

    @ParameterizedTest
    @MethodSource("required")
    void metadataWhenRequiredThenItHasToBeThereAndToFit(String claim, boolean accepted) {
        String text = claim.replace("LONG", "x".repeat(4097)).replace("FITS", "x".repeat(4096));

        assertThat(check(rules(field("claim", "claim", true)), with(text))
                        .identity()
                        .isPresent())
                .isEqualTo(accepted);
    }

    @Test
    void metadataWhenOptionalAndTooLongThenRefused() {
        CheckedToken checked = check(rules(field("claim", "", false)), with("'claim':'" + "x".repeat(4097) + "'"));

        assertThat(checked.firstFailed())
                .contains(
                        new Result(TokenRule.METADATA, State.FAILED, "the claim claim has more than 4096 characters"));
    }

    @ParameterizedTest
    @CsvSource({"'', a", "a..b, a", ".a, a", "a., a", "a, $a", "a, 64"})
    void fieldWhenPathOrNameCannotBeOneThenRefused(String path, String name) {
        String fieldName = name.equals("64") ? "n".repeat(64) : name;

        assertThatThrownBy(() -> field(path, fieldName, false)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<TokenRule, State> states(CheckedToken checked) {
        return checked.results().stream().collect(Collectors.toMap(Result::rule, Result::state));
    }

    private static MetadataField field(String path, String name, boolean required) {
        return MetadataField.of(path, Optional.of(name).filter(text -> !text.isEmpty()), required);
    }

    private static CustomTokenRules rules(MetadataField... metadata) {
        return new CustomTokenRules(
                TokenAlgorithm.HS256, Set.of("app"), false, List.of(metadata), Duration.ofSeconds(60), CLOCK);
    }

    private static CheckedToken check(CustomTokenRules rules, String token) {
        return rules.check(token, SIGNATURES);
    }

    private static String header(String header) {
        return Tokens.hs256(json(header), json(GOOD), SECRET);
    }

    private static String token(String payload) {
        return Tokens.hs256(json(payload));
    }

    private static String claims(String expiry) {
        return token("{'sub':'ada','aud':'app'," + expiry + "}");
    }

    private static String with(String more) {
        return token("{'sub':'ada','aud':'app','exp':1700000100," + more + "}");
    }

    private static String aud(String audience) {
        return token("{'sub':'ada','exp':1700000100,'aud':" + audience + "}");
    }

    private static String sub(String subject) {
        return token("{'aud':'app','exp':1700000100,'sub':" + subject + "}");
    }

    /** The payload of one token with the signature of another. */
    private static String swapped() {
        String own = token(GOOD);
        String other = token("{'sub':'bob','aud':'app','exp':1700000100}");
        return own.substring(0, own.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
