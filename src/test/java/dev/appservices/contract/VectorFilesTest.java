package dev.appservices.contract;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VectorFilesTest {
    private static final String STEPS = """
            {"login": [{"request": {"method": "POST", "path": "/login"}, "status": 200}]}""";

    @Test
    void aCaseIsOneVector() {
        Vector vector = read("""
                [{"name": "n", "given": ["login"], "request": {"method": "GET", "path": "/x"}, "expect": {"status": 204}}]""").get(0);

        assertThat(vector.name()).isEqualTo("n");
        assertThat(vector.given()).hasSize(1);
        assertThat(vector.request().path()).isEqualTo("/x");
        assertThat(vector.expect().status()).isEqualTo(204);
    }

    @Test
    void listsStandForAllCombinations() {
        List<Vector> vectors = read("""
                [{"name": "n", "forEach": {"a": [1, 2], "b": ["x", "y"]},
                  "request": {"method": "GET", "path": "/{{a}}/{{b}}"}, "expect": {"status": 204}}]""");

        assertThat(vectors)
                .extracting(vector -> vector.request().path())
                .containsExactly("/1/x", "/1/y", "/2/x", "/2/y");
        assertThat(vectors.get(0).name()).isEqualTo("n {\"a\":1,\"b\":\"x\"}");
    }

    @Test
    void rowsStandForThemselves() {
        List<Vector> vectors = read("""
                [{"name": "n", "forEach": [{"a": "x", "s": 200}, {"a": "y", "s": 404}],
                  "request": {"method": "GET", "path": "/{{a}}"}, "expect": {"status": "{{s}}"}}]""");

        assertThat(vectors)
                .extracting(vector -> vector.request().path() + vector.expect().status())
                .containsExactly("/x200", "/y404");
    }

    @Test
    void aWholeTextBecomesTheValueAndAKeyIsReplaced() {
        List<Vector> vectors = read("""
                [{"name": "n", "forEach": {"field": ["b"], "value": [{"$ne": null}, [], null]},
                  "request": {"method": "POST", "path": "/", "body": {"a": 1, "b": 2, "{{field}}": "{{value}}"}},
                  "expect": {"status": 400}}]""");

        assertThat(vectors)
                .extracting(vector -> vector.request().body().toString())
                .containsExactly("{\"a\":1,\"b\":{\"$ne\":null}}", "{\"a\":1,\"b\":[]}", "{\"a\":1,\"b\":null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "[{\"name\": \"n\", \"request\": {\"method\": \"GET\", \"path\": \"/\"}}]",
                "[{\"name\": \"n\", \"expect\": {\"status\": 204}}]",
                "[{\"request\": {\"method\": \"GET\", \"path\": \"/\"}, \"expect\": {\"status\": 204}}]",
                "[{\"name\": \"n\", \"request\": {\"method\": \"GET\", \"path\": \"/\"}, \"expects\": {}, \"expect\": {}}]",
                "[{\"name\": \"n\", \"request\": {\"method\": \"GET\", \"pth\": \"/\"}, \"expect\": {\"status\": 204}}]",
                "[{\"name\": \"n\", \"request\": {\"method\": \"GET\", \"path\": \"/\"}, \"expect\": {\"state\": 204}}]",
                "[{\"name\": \"n\", \"given\": [\"lgin\"], \"request\": {\"method\": \"GET\", \"path\": \"/\"},"
                        + " \"expect\": {\"status\": 204}}]",
                "[{\"name\": \"n\", \"request\": {\"method\": \"GET\", \"path\": \"/\", \"body\": {}, \"rawBody\": \"\"},"
                        + " \"expect\": {\"status\": 204}}]",
                "[{\"name\": \"n\", \"name\": \"n\"}]",
                "[] []"
            })
    void whatIsNoVectorIsRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("concept/file.json");
    }

    @Test
    void aNameThatStandsTwiceIsRefused() {
        String one =
                "{\"name\": \"n\", \"request\": {\"method\": \"GET\", \"path\": \"/\"}, \"expect\": {\"status\": 204}}";

        assertThatThrownBy(() -> read("[" + one + "," + one + "]")).hasMessageContaining("two cases are named n");
    }

    private static List<Vector> read(String text) {
        return VectorFiles.withSteps(STEPS).read("concept/file.json", text);
    }
}
