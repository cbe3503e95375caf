package dev.appservices.migration;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class TemplatesTest {
    private final Findings findings = new Findings();
    private final Templates templates = new Templates(
            "environments/qa.json",
            Map.of(
                    "host", json("\"qa.example\""),
                    "port", json("8080"),
                    "off", json("true"),
                    "list", json("[\"a\"]"),
                    "again", json("\"%(%%environment.values.host)\"")),
            findings);

    private static JsonNode json(String text) {
        return LenientJson.parse("t.json", text.getBytes(StandardCharsets.UTF_8));
    }

    private String resolve(String text) {
        return templates
                .resolve("f.json", json(text.replace('\'', '"')))
                .toString()
                .replace('"', '\'');
    }

    private String resolveRaw(String text) {
        return templates
                .resolveRaw("f.json", json(text.replace('\'', '"')))
                .toString()
                .replace('"', '\'');
    }

    private String warnings() {
        return findings.items().stream()
                .map(item -> item.pointer() + ": " + item.message())
                .reduce("", (all, one) -> all + one);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'%(%%environment.values.host)'                     | 'qa.example'",
                "'%(%%environment.values.off)'                      | true",
                "'%(%%environment.values.list)'                     | ['a']",
                "{'a': ['%(%%environment.values.port)']}            | {'a':[8080]}",
                "'%(%%environment.values.host):%(%%environment.values.port)' | 'qa.example:8080'",
                "'%(%%environment.values.again)'                    | '%(%%environment.values.host)'",
                "'%%environment.values.host'                        | '%%environment.values.host'",
                "{'%(%%environment.values.host)': 1}                | {'%(%%environment.values.host)':1}",
            })
    void resolveWhenValueThenReplacedOnce(String text, String expected) {
        assertThat(resolve(text)).isEqualTo(expected);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void resolveWhenNoValueThenStaysWithWarning() {
        assertThat(resolve("{'a': 'x-%(%%environment.values.gone)-%(%%environment.values.host)'}"))
                .isEqualTo("{'a':'x-%(%%environment.values.gone)-qa.example'}");
        assertThat(warnings())
                .isEqualTo("/a: %(%%environment.values.gone) stays as it is: environments/qa.json does not have this"
                        + " value.");
    }

    @Test
    void resolveWhenListInsideTextThenStaysWithWarning() {
        assertThat(resolve("['x-%(%%environment.values.list)']")).isEqualTo("['x-%(%%environment.values.list)']");
        assertThat(warnings())
                .isEqualTo("/0: %(%%environment.values.list) stays as it is: environments/qa.json has an object or a"
                        + " list for it.");
    }

    @Test
    void resolveRawWhenEnvironmentValueThenReplacedWithWarning() {
        assertThat(resolveRaw("'%%environment.values.host'")).isEqualTo("'qa.example'");
        assertThat(warnings())
                .isEqualTo(": %%environment.values.host is replaced by its value, which App Services does not promise"
                        + " here.");
    }

    @Test
    void resolveRawWhenEnvironmentValueMissingThenStaysWithWarning() {
        templates.addValue("gone", new Templates.Value(json("1"), false));
        assertThat(resolveRaw("'%%environment.values.gone'")).isEqualTo("'%%environment.values.gone'");
        assertThat(warnings()).isEqualTo(": %%environment.values.gone stays as it is: there is no such value.");
    }

    @Test
    void resolveRawWhenOnlyPartOfTextThenUntouched() {
        assertThat(resolveRaw("'x %%values.a'")).isEqualTo("'x %%values.a'");
        assertThat(warnings()).isEmpty();
    }

    @Test
    void resolveRawWhenSecretThenOnlyBelowSecretConfig() {
        templates.addValue("key", new Templates.Value(json("\"secretName\""), true));
        assertThat(resolveRaw("{'secret_config': {'k': ['%%values.key']}, 'config': {'k': '%%values.key'}}"))
                .isEqualTo("{'secret_config':{'k':['secretName']},'config':{'k':'%%values.key'}}");
    }

    @Test
    void resolveWhenExpandedTooFarThenError() {
        JsonNode large = JsonNodeFactory.instance.textNode("x".repeat(Templates.MAX_EXPANDED_CHARACTERS / 2));
        Templates bomb = new Templates("e", Map.of("large", large), findings);
        JsonNode twice = json("[\"%(%%environment.values.large)\", \"%(%%environment.values.large)\"]");
        assertThat(bomb.resolve("f.json", twice)).hasSize(2);
        assertThat(catchThrowable(() -> bomb.resolve("f.json", json("\"%(%%environment.values.large)!\""))))
                .isInstanceOf(AppDirectoryException.class)
                .hasMessage("f.json: The templates of the app expand to more than 8,000,000 characters.");
    }
}
