package dev.appservices.customdata;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CustomDataPlaceTest {
    @ParameterizedTest
    @CsvSource({
        "userId, true",
        "account.userId, true",
        "a.0.b, true",
        "_id, true",
        "a$b, true",
        "$where, false",
        "a.$b, false",
        "a..b, false",
        ".a, false",
        "a., false"
    })
    void fieldWhenAnOperatorOrNoNameThenNot(String field, boolean expected) {
        assertThat(CustomDataPlace.isField(field)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"members, true", "app.members, true", "a b, true", "$cmd, false", "system.users, false", ".a, false"})
    void collectionWhenMongoHasAnotherUseForTheNameThenNot(String name, boolean expected) {
        assertThat(CustomDataPlace.isCollectionName(name)).isEqualTo(expected);
    }

    @Test
    void namesWhenVeryLongThenNot() {
        assertThat(CustomDataPlace.isField("x".repeat(121))).isFalse();
        assertThat(CustomDataPlace.isCollectionName("x".repeat(121))).isFalse();
    }

    @Test
    void commandWhenNamesHaveQuotesThenStillOneCommand() {
        assertThat(new CustomDataPlace("d", "a\"b", "x.y").createIndexCommand())
                .isEqualTo("db.getSiblingDB(\"d\").getCollection(\"a\\\"b\").createIndex({\"x.y\": 1})");
    }
}
