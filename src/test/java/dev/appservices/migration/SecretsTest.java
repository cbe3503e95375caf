package dev.appservices.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class SecretsTest {
    private static final String TEXT = "hunter2-hunter2-hunter2";

    @TempDir
    Path directory;

    private WrittenApp app(String secrets) {
        return WrittenApp.valid(directory)
                .withProviders("'custom-token': {'secret_config': {'signingKeys': ['keyName']}}")
                .with("secrets.json", secrets);
    }

    private static List<String> needed(AppDirectory app) {
        return app.report(Set.of("custom-token"), Map.of()).items().stream()
                .filter(item -> item.action() == Action.NEEDS_SECRET)
                .map(Item::pointer)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'keyName': '" + TEXT + "'}",
                "{'auth_providers': {'custom-token': {'signingKeys': ['" + TEXT + "']}}}",
                "{'auth_providers': {'custom-token': {'signingKeys': '" + TEXT + "'}}}"
            })
    void reportWhenTextIsInFileThenNotNeededAndNowhereRepeated(String secrets) {
        AppDirectory app = app(secrets).read();
        Report report = app.report(Set.of("custom-token"), Map.of());
        assertThat(needed(app)).isEmpty();
        assertThat(report.toText() + report.toJson() + report + app.definition())
                .doesNotContain(TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'keyName': ' '}",
                "{'otherName': 'x'}",
                "{'auth_providers': {'custom-token': {'signingKeys': []}}}",
                "{'auth_providers': {'oauth2-google': {'signingKeys': 'x'}}}",
                "{'services': {'custom-token': {'signingKeys': 'x'}}}"
            })
    void reportWhenTextIsNotInFileThenNeeded(String secrets) {
        assertThat(needed(app(secrets).read())).containsExactly("/custom-token/secret_config/signingKeys/0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'keyName': 5} | secrets.json, key /keyName: This must be a list of texts, but it is a number.",
                "{'auth_providers': '" + TEXT
                        + "'} | secrets.json, key /auth_providers: This must be an object, but it is a text.",
                "{'auth_providers': {'custom-token': '" + TEXT
                        + "'}} | secrets.json, key /auth_providers/custom-token: This must be an object, but it is a text.",
                "{'keyName': " + TEXT + "} | secrets.json, line 1, column 13: This is not valid JSON."
            })
    void readWhenFileIsWrongThenErrorWithoutText(String secrets, String sentence) {
        assertThat(app(secrets).error()).isEqualTo(sentence);
    }

    @Test
    void filesWhenSecretsThenNotHandedOutButPartOfTheHash() {
        AppDirectory first = app("{'keyName': 'a'}").read();
        AppDirectory second = app("{'keyName': 'b'}").read();
        assertThat(first.files()).containsExactly("auth/providers.json", "root_config.json");
        assertThat(catchThrowable(() -> first.content("secrets.json")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("secrets.json is not handed out");
        assertThat(first.hash()).isNotEqualTo(second.hash());
    }
}
