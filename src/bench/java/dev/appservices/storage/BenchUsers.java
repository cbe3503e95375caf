package dev.appservices.storage;

import java.util.List;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import org.bson.Document;

import dev.appservices.mongodb.MongoStore;
import dev.appservices.user.User;
import dev.appservices.user.UserId;

/** What the bench needs to know of the storage: how many users are inserted at once, and as which documents. */
public final class BenchUsers {
    public static final String COLLECTION = MongoUserDirectory.COLLECTION;

    private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);

    private BenchUsers() {}

    /** Our way of inserting many users. */
    public static void insertAll(MongoStore store, List<User> users) {
        List<UserId> taken = new MongoUserDirectory(store).insertAll(users);
        if (!taken.isEmpty()) {
            throw new IllegalStateException(taken.size() + " users of the bench are taken");
        }
    }

    /** The driver's way. */
    public static void insertDocuments(MongoCollection<Document> collection, List<Document> documents) {
        collection.insertMany(documents, UNORDERED);
    }

    public static List<Document> documents(List<User> users) {
        return users.stream().map(MongoUserDocument::of).toList();
    }
}
