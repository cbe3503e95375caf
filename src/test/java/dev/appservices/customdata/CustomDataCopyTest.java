package dev.appservices.customdata;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonUndefined;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class CustomDataCopyTest {
    /** A value in Extended JSON as MongoDB's shell writes it, and as it stands in a token. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "\"a \\\"b\\\"\" ~ \"a \\\"b\\\"\"",
                "true ~ true",
                "null ~ null",
                "{\"$numberInt\": \"-5\"} ~ -5",
                "{\"$numberLong\": \"9007199254740991\"} ~ 9007199254740991",
                "{\"$numberLong\": \"-9007199254740991\"} ~ -9007199254740991",
                "{\"$numberLong\": \"9007199254740992\"} ~ {\"$numberLong\":\"9007199254740992\"}",
                "{\"$numberLong\": \"-9223372036854775808\"} ~ {\"$numberLong\":\"-9223372036854775808\"}",
                "{\"$numberDouble\": \"1.5\"} ~ 1.5",
                "{\"$numberDouble\": \"NaN\"} ~ {\"$numberDouble\":\"NaN\"}",
                "{\"$numberDouble\": \"-Infinity\"} ~ {\"$numberDouble\":\"-Infinity\"}",
                "{\"$date\": {\"$numberLong\": \"1700000000123\"}} ~ {\"$date\":{\"$numberLong\":\"1700000000123\"}}",
                "{\"$date\": {\"$numberLong\": \"-1\"}} ~ {\"$date\":{\"$numberLong\":\"-1\"}}",
                "{\"$oid\": \"65a1b2c3d4e5f60718293a01\"} ~ {\"$oid\":\"65a1b2c3d4e5f60718293a01\"}",
                "{\"$numberDecimal\": \"1.10\"} ~ {\"$numberDecimal\":\"1.10\"}",
                "{\"$binary\": {\"base64\": \"AAH/\", \"subType\": \"04\"}} ~"
                        + " {\"$binary\":{\"base64\":\"AAH/\",\"subType\":\"04\"}}",
                "{\"$timestamp\": {\"t\": 4294967295, \"i\": 1}} ~ {\"$timestamp\":{\"t\":4294967295,\"i\":1}}",
                "{\"$regularExpression\": {\"pattern\": \"a\", \"options\": \"i\"}} ~"
                        + " {\"$regularExpression\":{\"pattern\":\"a\",\"options\":\"i\"}}",
                "{\"$minKey\": 1} ~ {\"$minKey\":1}",
                "{\"$maxKey\": 1} ~ {\"$maxKey\":1}",
                "[1, [null, {\"b\": {\"$numberLong\": \"2\"}}], []] ~ [1,[null,{\"b\":2}],[]]",
                "{} ~ {}",
            })
    void valueWhenCopiedThenAsSdksReadIt(String stored, String expected) throws Exception {
        String text = copy(BsonDocument.parse("{\"v\": " + stored + "}"));

        assertThat(text).isEqualTo("{\"v\":" + expected + "}");
        // Whatever reads the token as JSON finds one text.
        assertThat(new ObjectMapper().readTree(text).has("v")).isTrue();
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of(new BsonUndefined(), "{\"$undefined\":true}"),
                Arguments.of(new BsonDouble(5), "5.0"),
                Arguments.of(new BsonInt64(0), "0"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void valueWithoutALiteralWhenCopiedThenAsSdksReadIt(BsonValue stored, String expected) {
        assertThat(copy(new BsonDocument("v", stored))).isEqualTo("{\"v\":" + expected + "}");
    }

    @Test
    void lengthWhenAtTheLimitThenCopied() {
        BsonDocument document = new BsonDocument("v", new BsonString("x".repeat(992))); // {"v":"…"} is 8 more.

        assertThat(CustomDataCopy.of(raw(document), 1000).json()).isPresent();
        CustomDataCopy larger = CustomDataCopy.of(raw(document), 999);
        assertThat(larger.isLeftOut()).isTrue();
        assertThat(larger.bytes()).isEqualTo(1000);
    }

    @Test
    void lengthWhenNotAsciiThenCountedInBytes() {
        BsonDocument document = new BsonDocument("v", new BsonString("ä".repeat(10)));

        assertThat(CustomDataCopy.of(raw(document), 1000).bytes()).isEqualTo(28);
    }

    @Test
    void lengthWhenBeyondTheAdviceThenSaid() {
        BsonDocument document = new BsonDocument("v", new BsonString("x".repeat(CustomDataCopy.ADVISED_BYTES)));

        assertThat(CustomDataCopy.of(raw(document), 100_000).isLargerThanAdvised())
                .isTrue();
        assertThat(CustomDataCopy.of(raw(new BsonDocument()), 100_000).isLargerThanAdvised())
                .isFalse();
    }

    @Test
    void lengthWhenManyTimesTheLimitThenLeftOutWithoutRendering() {
        BsonDocument document = new BsonDocument("v", new BsonString("x".repeat(20_000)));

        CustomDataCopy copy = CustomDataCopy.of(raw(document), 1024);

        assertThat(copy.isLeftOut()).isTrue();
        assertThat(copy.bytes()).isGreaterThan(20_000);
        assertThat(copy.toString()).doesNotContain("xxx");
    }

    private static String copy(BsonDocument document) {
        return CustomDataCopy.of(raw(document), 1_000_000).json().orElseThrow().toString();
    }

    private static RawBsonDocument raw(BsonDocument document) {
        return new RawBsonDocument(document, new BsonDocumentCodec());
    }
}
