package dev.appservices.limit;

import java.time.Instant;

import org.bson.Document;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.Parallel;
import dev.appservices.testing.TestMongo;

import static org.assertj.core.api.Assertions.assertThat;

abstract class MongoRequestCountsContract {
    private static final Instant END = Instant.parse("2040-01-01T00:00:00Z");

    abstract TestMongo mongo();

    @Test
    void addWhenCalledAgainThenOneMore() {
        RequestCounts counts = new MongoRequestCounts(mongo().store());

        assertThat(counts.get("a")).isZero();
        assertThat(counts.add("a", END)).isEqualTo(1);
        assertThat(counts.add("b", END)).isEqualTo(1);
        assertThat(counts.add("a", END)).isEqualTo(2);

        assertThat(counts.get("a")).isEqualTo(2);
    }

    @Test
    void addWhenFirstThenTheDatabaseKnowsWhenToForget() {
        new MongoRequestCounts(mongo().store()).add("a", END);

        assertThat(mongo().database()
                        .getCollection(MongoRequestCounts.COLLECTION)
                        .find(new Document("_id", "a"))
                        .map(found -> found.getDate("expiresAt").toInstant())
                        .first())
                .isEqualTo(END);
    }

    @Test
    void addWhenManyAtOnceThenEachIsCounted() {
        RequestCounts counts = new MongoRequestCounts(mongo().store());

        Parallel.run(8, () -> counts.add("a", END));

        assertThat(counts.get("a")).isEqualTo(8);
    }
}
