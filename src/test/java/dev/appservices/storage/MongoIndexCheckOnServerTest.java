package dev.appservices.storage;

import com.mongodb.client.model.Indexes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.appservices.testing.TestMongo;
import dev.appservices.user.DatabaseReport.State;

import static org.assertj.core.api.Assertions.assertThat;

/** The same on a real server, where there is one. */
final class MongoIndexCheckOnServerTest extends MongoIndexCheckContract {
    @RegisterExtension
    static final TestMongo MONGO = TestMongo.realServer();

    @Override
    TestMongo mongo() {
        return MONGO;
    }

    /** The embedded server takes the second index, and has both. */
    @Test
    void runWhenAnIndexOfAnotherKindIsInTheWayThenItIsReported() {
        users().createIndex(Indexes.ascending("emailKey"));
        MongoIndexCheck check = new MongoIndexCheck(this::database, "test");

        check.run();

        assertThat(check.states())
                .filteredOn(index -> index.state() != State.PRESENT)
                .singleElement()
                .satisfies(index -> {
                    assertThat(index.fields()).containsExactly("emailKey");
                    assertThat(index.reason().orElseThrow()).contains("emailKey");
                    assertThat(index.duplicates()).isEmpty();
                });
    }
}
