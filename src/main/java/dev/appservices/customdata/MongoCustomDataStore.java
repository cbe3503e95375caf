package dev.appservices.customdata;

import java.util.Optional;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;

import dev.appservices.mongodb.MongoStore;
import dev.appservices.user.UserId;

/** Custom user data in a collection of MongoDB. */
public final class MongoCustomDataStore implements CustomDataStore {
    private final MongoStore store;
    private final MongoCollection<RawBsonDocument> documents;
    private final String field;

    public MongoCustomDataStore(MongoStore store, CustomDataPlace place) {
        this.store = store;
        this.documents = store.database().getCollection(place.collectionName(), RawBsonDocument.class);
        this.field = place.userIdField();
    }

    /**
     * Strings sort before ObjectIds. The field leads the sort also because MongoDB would otherwise be free to walk through
     * the whole collection by {@code _id}.
     */
    @Override
    public Optional<RawBsonDocument> find(UserId user) {
        return store.guard()
                .run(() -> Optional.ofNullable(documents
                        .find(Filters.in(field, user.hex(), new ObjectId(user.hex())))
                        .sort(Sorts.ascending(field, "_id"))
                        .limit(1)
                        .first()));
    }
}
