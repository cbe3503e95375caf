package dev.appservices.customdata;

import java.util.List;
import java.util.Optional;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.TestMongo;
import dev.appservices.user.DatabaseReport.Index;
import dev.appservices.user.DatabaseReport.State;
import dev.appservices.user.UserId;

import static org.assertj.core.api.Assertions.assertThat;

/** Which document is a user's, and what is said of its index. */
abstract class MongoCustomDataContract {
    private static final String COLLECTION = "members";

    private final UserId user = UserId.random();
    private final ObjectId objectId = new ObjectId(user.hex());

    abstract TestMongo mongo();

    @BeforeEach
    void dropCollection() {
        members().drop();
    }

    @Test
    void documentWhenNoneThenEmpty() {
        insert(1, UserId.random().hex());

        assertThat(found("userId")).isEmpty();
    }

    @Test
    void documentWhenTheIdIsAStringThenFound() {
        insert(1, UserId.random().hex());
        insert(2, user.hex());

        assertThat(found("userId")).contains(2);
    }

    @Test
    void documentWhenTheIdIsAnObjectIdThenFound() {
        insert(1, new ObjectId());
        insert(2, objectId);

        assertThat(found("userId")).contains(2);
    }

    @Test
    void documentsWhenStringAndObjectIdThenTheString() {
        insert(1, objectId);
        insert(2, user.hex());
        insert(3, objectId);

        assertThat(found("userId")).contains(2);
    }

    @Test
    void documentsWhenSeveralThenTheOneInsertedFirst() {
        insert(3, user.hex());
        insert(1, user.hex());
        insert(2, user.hex());

        assertThat(found("userId")).contains(1);
    }

    @Test
    void documentsWhenSeveralWithObjectIdsAndAnIndexThenTheOneInsertedFirst() {
        members().createIndex(Indexes.ascending("userId"));
        insert(3, objectId);
        insert(1, objectId);

        assertThat(found("userId")).contains(1);
    }

    @Test
    void documentWhenTheIdIsInAnObjectThenFoundByItsPath() {
        members().insertOne(new Document("_id", 1).append("account", new Document("userId", user.hex())));

        assertThat(found("account.userId")).contains(1);
    }

    @Test
    void documentWhenTheIdIsItsOwnThenFound() {
        members().insertOne(new Document("_id", objectId));

        assertThat(store("_id").find(user)).isPresent();
    }

    @Test
    void indexWhenMissingThenSaidWithTheCommand() {
        insert(1, user.hex());
        insert(2, user.hex());

        Index index = index("userId");

        assertThat(index.state()).isEqualTo(State.MISSING);
        assertThat(index.collection()).isEqualTo(mongo().database().getName() + ".members");
        assertThat(index.fields()).isEqualTo(List.of("userId"));
        assertThat(index.reason())
                .contains("make it with db.getSiblingDB(\"" + mongo().database().getName()
                        + "\").getCollection(\"members\").createIndex({\"userId\": 1})");
    }

    @Test
    void indexWhenTheFieldLeadsThenPresent() {
        members().createIndex(Indexes.ascending("userId", "other"));

        Index index = index("userId");

        assertThat(index.state()).isEqualTo(State.PRESENT);
        assertThat(index.reason()).isEmpty();
    }

    @Test
    void indexWhenAnotherFieldLeadsThenMissing() {
        members().createIndex(Indexes.ascending("other", "userId"));

        assertThat(index("userId").state()).isEqualTo(State.MISSING);
    }

    @Test
    void indexWhenForSomeDocumentsOnlyThenMissing() {
        members()
                .createIndex(
                        Indexes.ascending("userId"),
                        new IndexOptions().partialFilterExpression(new Document("n", new Document("$gt", 1))));

        assertThat(index("userId").state()).isEqualTo(State.MISSING);
    }

    @Test
    void indexWhenTheFieldIsTheIdThenPresent() {
        assertThat(index("_id").state()).isEqualTo(State.PRESENT);
    }

    private Index index(String field) {
        MongoCustomDataIndex index = new MongoCustomDataIndex(() -> mongo().database(), place(field), "host");
        assertThat(index.known()).isEmpty();
        index.look();
        return index.known().orElseThrow();
    }

    private Optional<Integer> found(String field) {
        return store(field).find(user).map(document -> document.getInt32("_id").getValue());
    }

    private MongoCustomDataStore store(String field) {
        return new MongoCustomDataStore(mongo().store(), place(field));
    }

    private CustomDataPlace place(String field) {
        return new CustomDataPlace(mongo().database().getName(), COLLECTION, field);
    }

    private void insert(int id, Object userId) {
        members().insertOne(new Document("_id", id).append("userId", userId));
    }

    private MongoCollection<Document> members() {
        return mongo().database().getCollection(COLLECTION);
    }
}
