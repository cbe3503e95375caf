package dev.appservices.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import com.mongodb.client.model.changestream.ChangeStreamDocument;
import com.mongodb.client.model.changestream.OperationType;
import com.mongodb.client.model.changestream.UpdateDescription;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.TestUsers;
import dev.appservices.user.UserId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class MongoUserEventsTest {
    private static final Document COMPLETE = new Document("username", "ann").append("schemaVersion", 3);

    private final MongoUserEvents events = new MongoUserEvents();
    private final List<Object> told = new ArrayList<>();

    private final ForeignChanges changes = new ForeignChanges() {
        @Override
        public void changed(Set<UserId> users) {
            told.add(users);
        }

        @Override
        public void missed() {
            told.add("missed");
        }

        @Override
        public void untold() {}

        @Override
        public void incomplete() {
            told.add("incomplete");
        }
    };

    @Test
    void updateWhenOfAUserThenThatUserOnce() {
        assertThat(events.read(update(1, List.of(), "disabled"))).isTrue();
        events.read(update(1, List.of("email"), "firstName"));
        events.read(event(OperationType.DELETE, id(2), null, null));
        events.tell(changes);
        events.tell(changes);

        assertThat(told).containsExactly(Set.of(TestUsers.id(1), TestUsers.id(2)));
    }

    @Test
    void updateWhenWrittenByALoginThenNobody() {
        events.read(update(1, List.of("devices.old"), "lastAuthenticatedAt", "devices.abc", "devices.abc.platform"));
        events.tell(changes);

        assertThat(told).isEmpty();
    }

    @Test
    void updateWhenVersionIsTakenAwayThenIncomplete() {
        events.read(update(1, List.of("schemaVersion"), "firstName"));
        events.tell(changes);

        assertThat(told).containsExactly("incomplete", Set.of(TestUsers.id(1)));
    }

    @Test
    void documentWhenPutInThenIncompleteIfItLacksWhatWeDerive() {
        events.read(event(OperationType.INSERT, id(1), COMPLETE, null));
        events.tell(changes);
        assertThat(told).isEmpty();

        events.read(event(OperationType.INSERT, id(1), new Document("username", "ann"), null));
        events.tell(changes);
        assertThat(told).containsExactly("incomplete");
    }

    @Test
    void documentWhenReplacedThenThatUser() {
        events.read(event(OperationType.REPLACE, id(1), COMPLETE, null));
        events.tell(changes);

        assertThat(told).containsExactly(Set.of(TestUsers.id(1)));
    }

    @Test
    void eventWhenOfNoUserThenNobody() {
        events.read(event(OperationType.DELETE, new BsonString("a text"), null, null));
        events.tell(changes);

        assertThat(told).isEmpty();
    }

    @Test
    void collectionWhenDroppedThenAnybodyAndTheStreamEnds() {
        assertThat(events.read(event(OperationType.DROP, null, null, null))).isFalse();
        events.tell(changes);

        assertThat(told).containsExactly("missed");
    }

    @Test
    void usersWhenVeryManyThenAnybody() {
        IntStream.range(0, 600).forEach(number -> events.read(update(number, List.of(), "disabled")));
        assertThat(events.isFlood()).isTrue();
        events.tell(changes);

        assertThat(told).containsExactly("missed");
    }

    @Test
    void tellingWhenItFailsThenAnybodyTheNextTime() {
        ForeignChanges failing = new ForeignChanges() {
            @Override
            public void changed(Set<UserId> users) {
                throw new IllegalArgumentException("the caches are away");
            }

            @Override
            public void missed() {}

            @Override
            public void untold() {}

            @Override
            public void incomplete() {}
        };
        events.read(update(1, List.of(), "disabled"));

        assertThatThrownBy(() -> events.tell(failing)).isInstanceOf(IllegalArgumentException.class);
        events.tell(changes);

        assertThat(told).containsExactly("missed");
    }

    private static ChangeStreamDocument<Document> update(int number, List<String> removed, String... set) {
        BsonDocument updated = new BsonDocument();
        for (String field : set) {
            updated.append(field, BsonBoolean.TRUE);
        }
        return event(OperationType.UPDATE, id(number), null, new UpdateDescription(removed, updated));
    }

    private static BsonObjectId id(int number) {
        return new BsonObjectId(new ObjectId(TestUsers.id(number).hex()));
    }

    private static ChangeStreamDocument<Document> event(
            OperationType type,
            @Nullable BsonValue id,
            @Nullable Document document,
            @Nullable UpdateDescription update) {
        return new ChangeStreamDocument<>(
                type.getValue(),
                new BsonDocument("_data", new BsonString("token")),
                null,
                null,
                null,
                document,
                null,
                id == null ? null : new BsonDocument("_id", id),
                null,
                update,
                null,
                null,
                null,
                null,
                null);
    }
}
