package dev.appservices.storage;

import java.util.List;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import org.bson.Document;

import dev.appservices.user.User;

/** What the bench needs to know of the storage: how many users are inserted at once, and as which documents. */
public final class BenchUsers {
    public static final String COLLECTION = MongoUserDirectory.COLLECTION;

    private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);

    private BenchUsers() {}

    public static void ensureIndexes(MongoDatabase database) {
        new MongoUserDirectory(database).ensureIndexes();
    }

    /** Our way of inserting many users. */
    public static void insertAll(MongoDatabase database, List<User> users) {
        insertDocuments(database.getCollection(COLLECTION), documents(users));
    }

    /** The driver's way. */
    public static void insertDocuments(MongoCollection<Document> collection, List<Document> documents) {
        collection.insertMany(documents, UNORDERED);
    }

    public static List<Document> documents(List<User> users) {
        return users.stream().map(MongoUserDocument::of).toList();
    }
}
