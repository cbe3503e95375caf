package dev.appservices.migration;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class LenientJsonTest {
    private static String parsed(String text) {
        return LenientJson.parse("f.json", text.getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static String error(byte[] content) {
        AppDirectoryException error =
                catchThrowableOfType(AppDirectoryException.class, () -> LenientJson.parse("f.json", content));
        assertThat(error).as("the text is refused").isNotNull();
        return String.valueOf(error.getMessage());
    }

    private static String error(String text) {
        return error(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1,}           | {\"a\":1}",
                "[1, 2,]               | [1,2]",
                "{/* why */ \"a\": 1}  | {\"a\":1}",
                "[\"http://x\"]        | [\"http://x\"]"
            })
    void parseWhenHandEditedThenRead(String text, String expected) {
        assertThat(parsed(text)).isEqualTo(expected);
    }

    @Test
    void parseWhenByteOrderMarkAndCarriageReturnsThenRead() {
        assertThat(parsed("\uFEFF{\r\n  \"a\": 1, // one\r\n  \"b\": 2\r\n}\r\n"))
                .isEqualTo("{\"a\":1,\"b\":2}");
    }

    @Test
    void parseWhenCommaMissingThenPlaceOfNextKey() {
        assertThat(error("{\n  \"a\": 1\n  \"b\": 2\n}"))
                .isEqualTo("f.json, line 3, column 3: A comma is missing before this place.");
    }

    @Test
    void parseWhenCommaMissingAfterByteOrderMarkThenSameColumn() {
        assertThat(error("\uFEFF[1 2]")).isEqualTo("f.json, line 1, column 4: A comma is missing before this place.");
    }

    @Test
    void parseWhenUmlautsBeforeThenColumnCountsCharacters() {
        assertThat(error("[\"\u00e4\u00f6\u00fc\" 2]"))
                .isEqualTo("f.json, line 1, column 8: A comma is missing before this place.");
    }

    @Test
    void parseWhenColonMissingThenError() {
        assertThat(error("{\"a\" 1}"))
                .isEqualTo("f.json, line 1, column 6: A colon is missing between a key and its value.");
    }

    @Test
    void parseWhenKeyWithoutQuotesThenError() {
        assertThat(error("{a: 1}")).isEqualTo("f.json, line 1, column 2: A key in double quotes is expected here.");
    }

    @Test
    void parseWhenCutThenError() {
        assertThat(error("{\n\"a\": [1"))
                .isEqualTo("f.json, line 2, column 8: The file ends in the middle of a value; a closing quote, brace or"
                        + " bracket is missing.");
    }

    @Test
    void parseWhenKeyTwiceThenError() {
        assertThat(error("{\"a\": 1, \"a\": 2}"))
                .isEqualTo("f.json, line 1, column 13: A key stands twice in the same object; remove one of them.");
    }

    @Test
    void parseWhenTextAfterEndThenError() {
        assertThat(error("{}\n{}"))
                .isEqualTo("f.json, line 2, column 1: The file goes on after its end; something is left over behind the"
                        + " last closing brace or bracket.");
    }

    @Test
    void parseWhenUnquotedSecretThenErrorDoesNotRepeatIt() {
        AppDirectoryException error = catchThrowableOfType(
                AppDirectoryException.class,
                () -> LenientJson.parse("f.json", "{\"k\": hunter2}".getBytes(StandardCharsets.UTF_8)));
        assertThat(error)
                .hasMessage("f.json, line 1, column 7: This is not valid JSON.")
                .hasNoCause();
    }

    @Test
    void parseWhenEmptyThenError() {
        assertThat(error(" \n")).isEqualTo("f.json: The file is empty, where JSON is expected.");
    }

    @Test
    void parseWhenNotUtf8ThenError() {
        assertThat(error("{\"\u00e9\": 1}".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("f.json: The file is not UTF-8 text.");
    }

    @Test
    void parseWhenNested200LevelsThenReadAnd201ThenError() {
        int max = LenientJson.MAX_DEPTH;
        assertThat(parsed("[".repeat(max) + "]".repeat(max))).hasSize(2 * max);
        assertThat(error("[".repeat(max + 1) + "]".repeat(max + 1)))
                .isEqualTo("f.json: The file nests deeper than 200 levels.");
    }

    @Test
    void parseWhenKeyTooLongThenError() {
        assertThat(error("{\"" + "k".repeat(LenientJson.MAX_KEY_LENGTH + 1) + "\": 1}"))
                .isEqualTo("f.json: The file has a key that is longer than 1,000 characters.");
    }

    @Test
    void parseWhenNumberTooLongThenError() {
        assertThat(error("[" + "9".repeat(1_001) + "]"))
                .isEqualTo("f.json: The file has a number that is too long to be read.");
    }
}
