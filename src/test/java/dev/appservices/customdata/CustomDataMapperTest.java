package dev.appservices.customdata;

import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.appservices.session.ClaimPath;

import static org.assertj.core.api.Assertions.assertThat;

class CustomDataMapperTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "a ~ 1",
                "b.c ~ [2]",
                "b ~ {\"c\":[2]}",
                "b\\.c ~ 3",
                "n ~ absent",
                "x ~ absent",
                "a.b ~ absent",
                "b.c.0 ~ absent",
            })
    void fieldWhenNamedByAPathThenItsValueOrNothing(String path, String expected) throws Exception {
        ObjectNode document =
                (ObjectNode) new ObjectMapper().readTree("{\"a\": 1, \"b\": {\"c\": [2]}, \"b.c\": 3, \"n\": null}");

        assertThat(CustomDataMapper.part(document, ClaimPath.parse(path).names())
                        .map(Object::toString)
                        .orElse("absent"))
                .isEqualTo(expected);
        assertThat(CustomDataMapper.part(document, List.of())).contains(document);
    }
}
