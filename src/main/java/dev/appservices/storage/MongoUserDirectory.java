package dev.appservices.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.mongodb.MongoServerException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

import dev.appservices.mongodb.MongoErrors;
import dev.appservices.mongodb.MongoPasswordDocument;
import dev.appservices.user.Password;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserId;
import dev.appservices.user.UserSearch;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static dev.appservices.mongodb.MongoErrors.orUnavailable;

/** Users in the collection {@code users}. */
public final class MongoUserDirectory implements UserDirectory {
    static final String COLLECTION = "users";

    private final MongoCollection<Document> users;

    public MongoUserDirectory(MongoDatabase database) {
        this.users = database.getCollection(COLLECTION);
    }

    /** Makes the indexes that uniqueness and every look-up rest on; does nothing where they exist. */
    public void ensureIndexes() {
        orUnavailable(() -> {
            IndexOptions uniqueSparse = new IndexOptions().unique(true).sparse(true);
            users.createIndex(Indexes.ascending("identities.provider_type", "identities.id"), uniqueSparse);
            users.createIndex(Indexes.ascending(MongoUserDocument.EMAIL_KEY), uniqueSparse);
            users.createIndex(Indexes.ascending(MongoUserDocument.EMAIL_FOLDED), new IndexOptions().sparse(true));
            return users;
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
                orUnavailable(() -> users.find(eq(MongoUserDocument.EMAIL_FOLDED, MongoUserDocument.folded(email)))
                        .limit(2)
                        .into(new ArrayList<>()));
        return found.size() == 1 ? Optional.of(MongoUserDocument.toUser(found.get(0))) : Optional.empty();
    }

    @Override
    public boolean insert(User user) {
        return orUnavailable(() -> {
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
        return orUnavailable(() -> {
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
        return orUnavailable(() -> users.updateOne(unchanged, update).getMatchedCount() > 0);
    }

    @Override
    public boolean delete(UserId id) {
        return orUnavailable(() -> users.deleteOne(eq(MongoUserDocument.ID, new ObjectId(id.hex())))
                        .getDeletedCount()
                > 0);
    }

    @Override
    public List<User> search(UserSearch search, int first, int max) {
        if (max == 0) {
            return List.of(); // To the database, a limit of 0 is none.
        }
        return orUnavailable(() -> users.find(MongoUserQueries.of(search))
                .sort(Sorts.ascending(MongoUserDocument.ID))
                .skip(first)
                .limit(max)
                .map(MongoUserDocument::toUser)
                .into(new ArrayList<>()));
    }

    @Override
    public long count(UserSearch search) {
        return orUnavailable(() -> users.countDocuments(MongoUserQueries.of(search)));
    }

    private Optional<User> first(Bson filter) {
        return Optional.ofNullable(orUnavailable(() -> users.find(filter).first()))
                .map(MongoUserDocument::toUser);
    }
}
