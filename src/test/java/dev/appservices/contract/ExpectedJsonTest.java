package dev.appservices.contract;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExpectedJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "63f506d9d243efe65aa33430";
    private static final ExpectedText TEXTS = ExpectedText.of(new FakeTarget(), ID);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "5",
                "{\"a\":[1,{\"b\":null}],\"c\":\"text\"}",
                "\"a.b*c\\\\E(\"",
                "{\"a\":true,\"b\":1.5}"
            })
    void aValueIsLikeItself(String json) {
        assertThat(differences(json, json)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'a':1}       | {'a':2}         | body.a: expected 1, was 2",
                "{'a':1}       | {}              | body.a: missing, expected 1",
                "{'a':null}    | {}              | body.a: missing, expected null",
                "{}            | {'a':null}      | body.a: not expected, was null",
                "{'a':1}       | {'a':1,'b':2}   | body.b: not expected, was 2",
                "{'a':1,'b':2} | {'b':2,'a':1}   | body: expected the order [a, b], was [b, a]",
                "{'a':1}       | {'a':'1'}       | body.a: expected 1, was '1'",
                "{'a':'1'}     | {'a':1}         | body.a: expected '1', was 1",
                "{'a':true}    | {'a':'true'}    | body.a: expected true, was 'true'",
                "{'a':1}       | {'a':1.0}       | body.a: expected 1, was 1.0",
                "{'a':{}}      | {'a':[]}        | body.a: expected {}, was []",
                "{'a':[]}      | {'a':{}}        | body.a: expected [], was {}",
                "{'a':[1]}     | {'a':[1,2]}     | body.a: expected 1 elements, was [1,2]",
                "{'a':[1,2]}   | {'a':[2,1]}     | body.a[0]: expected 1, was 2",
                "{'a':{'b':1}} | {'a':{}}        | body.a.b: missing, expected 1",
                "{}            | null            | body: expected {}, was null",
                "{'a':'x'}     | {'a':'X'}       | body.a: expected 'x', was 'X'",
                "{'a':'x'}     | {'a':'x '}      | body.a: expected 'x', was 'x '",
                "{'a':'x.z'}   | {'a':'xyz'}     | body.a: expected 'x.z', was 'xyz'",
            })
    void everyDifferenceIsFound(String expected, String actual, String difference) {
        assertThat(differences(expected.replace('\'', '"'), actual.replace('\'', '"')))
                .contains(difference.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource({
        "<hex24>, 5ed10e0dc085000e2c0099f3",
        "<hex24>, 000000000000000000000000",
        "<newHex24>, 5ed10e0dc085000e2c0099f3",
        "<hex24>-<letters24>, 5ed10e0dc085000e2c0099f3-fufttusvpmojykvacvhijoaq",
        "<string>, x",
        "invalid session<text>, invalid session",
        "invalid session<text>, invalid session: why",
        "<baseUrl>/x, http://localhost:8080/x",
        "<wsBaseUrl>, ws://localhost:8080",
        "<appId> in <realm>, quickstart-abcde in quickstart",
        "<requestId>, 63f506d9d243efe65aa33430",
        "<link>, http://localhost:8080/realms/quickstart/app-services/logs?co_id=63f506d9d243efe65aa33430",
        "<rootLink>, http://localhost:8080/logs?co_id=63f506d9d243efe65aa33430",
    })
    void tokensMatchWhatTheyStandFor(String expected, String actual) {
        assertThat(TEXTS.matches(expected, actual)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "<hex24>, 5ED10E0DC085000E2C0099F3",
        "<hex24>, 5ed10e0dc085000e2c0099f",
        "<hex24>, 5ed10e0dc085000e2c0099f33",
        "<newHex24>, 000000000000000000000000",
        "<letters24>, fufttusvpmojykvacvhijoa1",
        "<string>, ''",
        "invalid session<text>, not an invalid session",
        "<baseUrl>, http://localhost:8080/",
        "<baseUrl>, http://localhost:80800",
        "<requestId>, 63f506d9d243efe65aa33431",
        "<link>, http://localhost:8080/realms/quickstart/app-services/logs?co_id=63f506d9d243efe65aa33431",
        "<link>, http://localhost:8080/logs?co_id=63f506d9d243efe65aa33430",
        "<rootLink>, http://localhost:8080/realms/quickstart/app-services/logs?co_id=63f506d9d243efe65aa33430",
        "<jwt>, garbage",
    })
    void tokensMatchNothingElse(String expected, String actual) {
        assertThat(TEXTS.matches(expected, actual)).isFalse();
    }

    @Test
    void aTokenThatNobodyKnowsIsAMistake() {
        assertThatThrownBy(() -> TEXTS.matches("<hex25>", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("<hex25>");
    }

    private static List<String> differences(String expected, String actual) {
        try {
            return new ExpectedJson(TEXTS).differences(JSON.readTree(expected), JSON.readTree(actual));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
