package dev.appservices.migration;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each file with a value of a wrong type or outside of its rule: the sentence names file and key. */
class AppErrorsTest {
    @TempDir
    Path directory;

    private WrittenApp valid() {
        return WrittenApp.valid(directory);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/migration-errors.csv", delimiter = '|', quoteCharacter = '`', maxCharsPerColumn = 500)
    void readWhenFileIsWrongThenError(String path, String content, String sentence) {
        assertThat(valid().with(path, content).error()).isEqualTo(sentence);
    }

    @Test
    void readWhenNameHas32CharactersThenReadAnd33ThenError() {
        String name = "a".repeat(32);
        WrittenApp app = WrittenApp.empty(directory);
        assertThat(app.with("root_config.json", "{'name': '" + name + "'}")
                        .definition()
                        .name())
                .isEqualTo(name);
        assertThat(app.with("root_config.json", "{'name': 'b" + name + "'}").error())
                .isEqualTo("root_config.json, key /name: \"b" + name
                        + "\" is not a name of 1 to 32 ASCII letters, digits, _ and -.");
    }

    @Test
    void readWhenValueNameTwiceThenError() {
        valid().with("values/a.json", "{'name': 'v'}").with("values/b.json", "{'name': 'v'}");
        assertThat(valid().error()).isEqualTo("values/b.json, key /name: Another file has the value \"v\", too.");
    }

    @Test
    void readWhenKeyHasLineBreakThenErrorStaysOnOneLine() {
        assertThat(valid().withProviders("'a\\nERROR forged': 1").error())
                .isEqualTo("auth/providers.json, key /a?ERROR forged: This must be an object, but it is a number.");
    }

    @Test
    void readWhenTooManyThingsToReportThenError() {
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i <= Findings.MAX_ITEMS; i++) {
            entries.append("'p").append(i).append("': {},");
        }
        assertThat(valid().withProviders(entries.toString()).error())
                .isEqualTo("auth/providers.json: There are more than 20,000 things to report; this is not an app.");
    }
}
