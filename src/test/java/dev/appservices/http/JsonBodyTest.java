package dev.appservices.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.login.Device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class JsonBodyTest {
    private static final String ID = "65a1b2c3d4e5f60718293a4b";

    @Test
    void stringWhenStringThenItsText() {
        JsonBody body = read("{\"a\": \"x\", \"b\": \"\", \"c\": \"\\u00e4$ne\"}");

        assertThat(body.requiredString("a")).isEqualTo("x");
        assertThat(body.string("b")).contains("");
        assertThat(body.string("c")).contains("ä$ne");
    }

    @Test
    void stringWhenAbsentThenEmptyOrMissing() {
        assertThat(read("{}").string("a")).isEmpty();
        assertRefused(() -> read("{}").requiredString("a"), ErrorCode.MISSING_PARAMETER, "'a' is a required string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.5", "true", "null", "[]", "[\"x\"]", "{}", "{\"$ne\": \"\"}"})
    void stringWhenAnotherTypeThenInvalid(String value) {
        JsonBody body = read("{\"a\": " + value + "}");

        assertRefused(() -> body.requiredString("a"), ErrorCode.INVALID_PARAMETER, "'a' must be a string");
        assertRefused(() -> body.string("a"), ErrorCode.INVALID_PARAMETER, "'a' must be a string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t"})
    void readWhenBlankThenEmptyObject(String text) {
        assertThat(read(text).string("a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"text\"", "1", "true"})
    void readWhenNoObjectThenBadRequest(String text) {
        assertRefused(() -> read(text), ErrorCode.BAD_REQUEST, "the request body must be a JSON object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{a: 1}", "{'a': 1}", "{\"a\": 1,}", "{} {}", "{} x", "{\"a\": 1, \"a\": 2}", "\u0000", "x"
            })
    void readWhenMalformedThenBadRequest(String text) {
        assertRefused(() -> read(text), ErrorCode.BAD_REQUEST, "malformed JSON in the request body");
    }

    @Test
    void readWhenUrlTextIsBlankThenBadRequest() {
        assertThatThrownBy(() -> JsonBody.read(new byte[0]))
                .isInstanceOfSatisfying(
                        AppServicesException.class, e -> assertThat(e.code()).contains(ErrorCode.BAD_REQUEST));
    }

    @Test
    void readWhenDeepestAllowedThenRead() {
        assertThat(read(nested(JsonBody.MAX_DEPTH)).requiredString("z")).isEqualTo("x");
    }

    @Test
    void readWhenDeeperThenBadRequest() {
        assertRefused(
                () -> read(nested(JsonBody.MAX_DEPTH + 1)),
                ErrorCode.BAD_REQUEST,
                "the request body is nested deeper than 64 levels");
        assertRefused(
                () -> read(nested(100_000)), ErrorCode.BAD_REQUEST, "the request body is nested deeper than 64 levels");
    }

    @Test
    void readWhenLargestAllowedThenRead() {
        String value = "x".repeat(JsonBody.MAX_BYTES - "{\"a\":\"\"}".length());

        assertThat(read("{\"a\":\"" + value + "\"}").requiredString("a")).isEqualTo(value);
    }

    @Test
    void readWhenLargerThenReadSizeLimitExceeded() {
        String value = "x".repeat(JsonBody.MAX_BYTES - "{\"a\":\"\"}".length() + 1);

        assertRefused(
                () -> read("{\"a\":\"" + value + "\"}"),
                ErrorCode.READ_SIZE_LIMIT_EXCEEDED,
                "the request body exceeds 2097152 bytes");
    }

    @Test
    void readWhenStreamBreaksThenBadRequest() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("gone");
            }
        };

        assertRefused(() -> JsonBody.read(broken), ErrorCode.BAD_REQUEST, "the request body could not be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"options\": {}}", "{\"options\": {\"other\": 1}}"})
    void deviceWhenAbsentThenEmpty(String text) {
        assertThat(read(text).device()).isEmpty();
    }

    @Test
    void deviceWhenFieldsThenAllOfThem() {
        Device expected = new Device(Optional.of(ID), Map.of("platform", "node", "sdkVersion", "1"));

        assertThat(device("{\"deviceId\": \"" + ID + "\", \"platform\": \"node\", \"sdkVersion\": \"1\"}"))
                .contains(expected);
        assertThat(read("{\"deviceId\": \"" + ID + "\", \"platform\": \"node\", \"sdkVersion\": \"1\"}")
                        .asDevice())
                .isEqualTo(expected);
    }

    @Test
    void deviceWhenIdInEitherFormThenLowerCase() {
        Device expected = new Device(Optional.of(ID), Map.of());

        assertThat(device("{\"deviceId\": \"65A1B2C3D4E5F60718293A4B\"}")).contains(expected);
        assertThat(device("{\"deviceId\": {\"$oid\": \"" + ID + "\"}}")).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"deviceId\": null}", "{\"deviceId\": \"000000000000000000000000\"}"})
    void deviceWhenNoIdThenWithout(String text) {
        assertThat(device(text)).contains(Device.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "\"\"",
                "\"x\"",
                "{}",
                "[]",
                "{\"$oid\": 1}",
                "{\"$oid\": \"65a1b2c3d4e5f60718293a4b\", \"a\": 1}"
            })
    void deviceWhenIdIsNoneThenInvalid(String id) {
        assertRefused(
                () -> device("{\"deviceId\": " + id + "}"),
                ErrorCode.INVALID_PARAMETER,
                "'options.device.deviceId' must be an ObjectId");
    }

    @Test
    void deviceWhenFieldIsNoStringThenInvalid() {
        assertRefused(
                () -> device("{\"platform\": {\"$ne\": 1}}"),
                ErrorCode.INVALID_PARAMETER,
                "'options.device.platform' must be a string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "\"x\"", "[]"})
    void deviceWhenNoObjectThenInvalid(String value) {
        assertRefused(
                () -> read("{\"options\": " + value + "}").device(),
                ErrorCode.INVALID_PARAMETER,
                "'options' must be an object");
        assertRefused(() -> device(value), ErrorCode.INVALID_PARAMETER, "'options.device' must be an object");
    }

    @Test
    void toStringWhenSecretThenHidden() {
        assertThat(read("{\"password\": \"s3cret\"}")).hasToString("JsonBody[<hidden>]");
    }

    private static JsonBody read(String text) {
        return JsonBody.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<Device> device(String text) {
        return read("{\"options\": {\"device\": " + text + "}}").device();
    }

    /** An object of this many levels, itself counted. */
    private static String nested(int levels) {
        int inner = levels - 1;
        return "{\"a\": " + "[".repeat(inner) + "]".repeat(inner) + ", \"z\": \"x\"}";
    }

    private static void assertRefused(Runnable action, ErrorCode code, String text) {
        assertThatThrownBy(action::run).isInstanceOfSatisfying(AppServicesException.class, e -> {
            assertThat(e.code()).contains(code);
            assertThat(e.status()).isEqualTo(code.status());
            assertThat(e.publicText()).isEqualTo(text);
        });
    }
}
