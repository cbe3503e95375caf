package dev.appservices.storage;

import java.util.ArrayList;
import java.util.List;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.appservices.login.localuserpass.MongoPendingUsers;
import dev.appservices.testing.TestMongo;
import dev.appservices.testing.TestUsers;
import dev.appservices.user.DatabaseReport.Index;
import dev.appservices.user.DatabaseReport.State;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

abstract class MongoIndexCheckContract {
    private static final int INDEXES = MongoUserIndexes.ALL.size() + MongoPendingUsers.INDEXES.size() + 1;

    abstract TestMongo mongo();

    @BeforeEach
    void dropIndexes() {
        database().getCollection("users").drop();
        database().getCollection("pending_users").drop();
        database().getCollection("request_counts").drop();
    }

    @Test
    void runWhenDatabaseIsNewThenEveryIndexIsMade() {
        MongoIndexCheck check = new MongoIndexCheck(this::database, "test");
        assertThat(check.states()).hasSize(INDEXES).extracting(Index::state).containsOnly(State.MISSING);

        check.run();

        assertThat(check.states()).hasSize(INDEXES).extracting(Index::state).containsOnly(State.PRESENT);
        assertThat(isUnique("emailKey")).isTrue();
    }

    @Test
    void runWhenUsersShareAnAddressThenTheyAreReportedAndAllOtherIndexesAreMade() {
        insertWithEmailKey(1, "ann@example.org");
        insertWithEmailKey(2, "ann@example.org");
        insertWithEmailKey(3, "bob@example.org");
        insertWithEmailKey(4, "bob@example.org");
        insertWithEmailKey(5, "eve@example.org");
        MongoIndexCheck check = new MongoIndexCheck(this::database, "test");

        check.run();

        assertThat(check.hasFailed()).isTrue();
        assertThat(check.states())
                .filteredOn(index -> index.state() != State.PRESENT)
                .singleElement()
                .satisfies(index -> {
                    assertThat(index.fields()).containsExactly("emailKey");
                    assertThat(index.state()).isEqualTo(State.FAILED);
                    assertThat(index.duplicates())
                            .usingRecursiveComparison()
                            .ignoringCollectionOrder()
                            .isEqualTo(List.of(List.of(hex(1), hex(2)), List.of(hex(3), hex(4))));
                    assertThat(index.toString()).doesNotContain("@");
                });
    }

    @Test
    void runWhenDuplicateIsRepairedThenTheIndexIsMade() {
        insertWithEmailKey(1, "ann@example.org");
        insertWithEmailKey(2, "ann@example.org");
        MongoIndexCheck check = new MongoIndexCheck(this::database, "test");
        check.run();

        users().updateOne(eq("_id", new ObjectId(hex(2))), Updates.unset("emailKey"));
        check.run();

        assertThat(check.hasFailed()).isFalse();
        assertThat(check.states()).extracting(Index::state).containsOnly(State.PRESENT);
    }

    @Test
    void runWhenAnIndexIsDroppedThenItIsMadeAgain() {
        MongoIndexCheck check = new MongoIndexCheck(this::database, "test");
        check.run();
        users().dropIndex(Indexes.ascending("emailKey"));
        assertThat(isUnique("emailKey")).isFalse();

        check.run();

        assertThat(isUnique("emailKey")).isTrue();
    }

    @Test
    void duplicatesWhenUsersShareAnIdentityThenBothAreFound() {
        insertWithIdentity(1, "google", "g");
        insertWithIdentity(2, "google", "g");
        insertWithIdentity(3, "facebook", "g");
        insertWithIdentity(4, "google", "h");

        assertThat(MongoDuplicates.of(database(), "users", MongoUserIndexes.ALL.get(0)))
                .singleElement()
                .satisfies(ids -> assertThat(ids).containsExactlyInAnyOrder(hex(1), hex(2)));
    }

    @Test
    void ensureWhenCollectionsAreEmptyThenAllIndexesAreThere() {
        MongoIndexCheck.ensureWhereEmpty(mongo().store());

        assertThat(isUnique("identities.provider_type")).isTrue();
        assertThat(isUnique("emailKey")).isTrue();
        assertThat(isUnique("username")).isTrue();
        assertThat(users().listIndexes()).hasSize(1 + MongoUserIndexes.ALL.size());
        assertThat(database().getCollection("pending_users").listIndexes())
                .hasSize(1 + MongoPendingUsers.INDEXES.size());
        assertThat(database().getCollection("request_counts").listIndexes()).hasSize(2);
    }

    @Test
    void ensureWhenThereAreDocumentsThenNothingWaitsForAnIndex() {
        insertWithEmailKey(1, "ann@example.org");

        MongoIndexCheck.ensureWhereEmpty(mongo().store());

        assertThat(users().listIndexes()).hasSize(1);
    }

    private void insertWithEmailKey(int number, String emailKey) {
        users().insertOne(new Document("_id", new ObjectId(hex(number))).append("emailKey", emailKey));
    }

    private void insertWithIdentity(int number, String type, String id) {
        Document identity = new Document("provider_type", type).append("id", id);
        users().insertOne(new Document("_id", new ObjectId(hex(number))).append("identities", List.of(identity)));
    }

    private boolean isUnique(String field) {
        return users().listIndexes().into(new ArrayList<>()).stream()
                .filter(index -> index.getBoolean("unique", false))
                .anyMatch(index -> index.get("key", Document.class)
                        .keySet()
                        .iterator()
                        .next()
                        .equals(field));
    }

    private static String hex(int number) {
        return TestUsers.id(number).hex();
    }

    MongoCollection<Document> users() {
        return database().getCollection("users");
    }

    MongoDatabase database() {
        return mongo().database();
    }
}
