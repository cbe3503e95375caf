package dev.appservices.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.mongodb.MongoServerException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

import dev.appservices.mongodb.MongoErrors;
import dev.appservices.mongodb.MongoGuard;
import dev.appservices.mongodb.MongoPasswordDocument;
import dev.appservices.mongodb.MongoStore;
import dev.appservices.user.Password;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserId;
import dev.appservices.user.UserSearch;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

/** Users in the collection {@code users}. */
public final class MongoUserDirectory implements UserDirectory {
    static final String COLLECTION = "users";

    private final MongoStore store;
    private final MongoGuard guard;
    private final MongoCollection<Document> users;

    public MongoUserDirectory(MongoStore store) {
        this.store = store;
        this.guard = store.guard();
        this.users = store.database().getCollection(COLLECTION);
    }

    /** Makes the indexes that uniqueness and every look-up rest on; does nothing where they exist. It may take long. */
    public void ensureIndexes() {
        MongoCollection<Document> all = store.withoutLimit().getCollection(COLLECTION);
        guard.longRunning(() -> {
            IndexOptions uniqueSparse = new IndexOptions().unique(true).sparse(true);
            all.createIndex(Indexes.ascending("identities.provider_type", "identities.id"), uniqueSparse);
            all.createIndex(Indexes.ascending(MongoUserDocument.EMAIL_KEY), uniqueSparse);
            all.createIndex(Indexes.ascending(MongoUserDocument.EMAIL_FOLDED), new IndexOptions().sparse(true));
            return all;
        });
    }

    @Override
    public Optional<User> findById(UserId id) {
        return first(eq(MongoUserDocument.ID, new ObjectId(id.hex())));
    }

    @Override
    public Optional<User> findByEmailKey(String emailKey) {
        return first(eq(MongoUserDocument.EMAIL_KEY, emailKey));
    }

    @Override
    public Optional<User> findSoleByEmail(String email) {
        List<Document> found =
                guard.run(() -> users.find(eq(MongoUserDocument.EMAIL_FOLDED, MongoUserDocument.folded(email)))
                        .limit(2)
                        .into(new ArrayList<>()));
        return found.size() == 1 ? Optional.of(MongoUserDocument.toUser(found.get(0))) : Optional.empty();
    }

    @Override
    public boolean insert(User user) {
        return guard.run(() -> {
            try {
                users.insertOne(MongoUserDocument.of(user));
                return true;
            } catch (MongoServerException e) {
                if (MongoErrors.isDuplicate(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public Written update(UserId id, List<UserChange> changes) {
        return guard.run(() -> {
            try {
                UpdateResult result =
                        users.updateOne(eq(MongoUserDocument.ID, new ObjectId(id.hex())), MongoUserUpdates.of(changes));
                return result.getMatchedCount() == 0 ? Written.GONE : Written.DONE;
            } catch (MongoServerException e) {
                if (MongoErrors.isDuplicate(e)) {
                    return Written.DUPLICATE;
                }
                throw e;
            }
        });
    }

    @Override
    public boolean replacePassword(UserId id, Password read, Password replacement) {
        Bson unchanged =
                and(eq(MongoUserDocument.ID, new ObjectId(id.hex())), eq(MongoUserDocument.PASSWORD_HASH, read.hash()));
        Bson update = Updates.set(MongoUserDocument.PASSWORD, MongoPasswordDocument.of(replacement));
        return guard.run(() -> users.updateOne(unchanged, update).getMatchedCount() > 0);
    }

    @Override
    public boolean delete(UserId id) {
        return guard.run(() -> users.deleteOne(eq(MongoUserDocument.ID, new ObjectId(id.hex())))
                        .getDeletedCount()
                > 0);
    }

    @Override
    public List<User> search(UserSearch search, int first, int max) {
        if (max == 0) {
            return List.of(); // To the database, a limit of 0 is none.
        }
        return guard.run(() -> users.find(MongoUserQueries.of(search))
                .sort(Sorts.ascending(MongoUserDocument.ID))
                .skip(first)
                .limit(max)
                .map(MongoUserDocument::toUser)
                .into(new ArrayList<>()));
    }

    @Override
    public long count(UserSearch search) {
        return guard.run(() -> users.countDocuments(MongoUserQueries.of(search)));
    }

    private Optional<User> first(Bson filter) {
        return Optional.ofNullable(guard.run(() -> users.find(filter).first())).map(MongoUserDocument::toUser);
    }
}
