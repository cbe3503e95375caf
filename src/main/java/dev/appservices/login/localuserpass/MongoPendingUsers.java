package dev.appservices.login.localuserpass;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.mongodb.MongoServerException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

import dev.appservices.app.ObjectIds;
import dev.appservices.mongodb.MongoErrors;
import dev.appservices.mongodb.MongoGuard;
import dev.appservices.mongodb.MongoPasswordDocument;
import dev.appservices.mongodb.MongoStore;
import dev.appservices.user.UserDirectory.Written;
import dev.appservices.user.UserId;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.type;

/** Registrations in the collection {@code pending_users}. */
public final class MongoPendingUsers implements PendingUsers {
    public static final String COLLECTION = "pending_users";

    private static final String ID = "_id";
    private static final String EMAIL_KEY = "emailKey";

    private final MongoStore store;
    private final MongoGuard guard;
    private final MongoCollection<Document> pendingUsers;

    public MongoPendingUsers(MongoStore store) {
        this.store = store;
        this.guard = store.guard();
        this.pendingUsers = store.database().getCollection(COLLECTION);
    }

    /** Makes the index that keeps an address from being registered twice. It may take long. */
    public void ensureIndexes() {
        MongoCollection<Document> all = store.withoutLimit().getCollection(COLLECTION);
        guard.longRunning(() -> all.createIndexes(List.of(index())));
    }

    public static IndexModel index() {
        return new IndexModel(Indexes.ascending(EMAIL_KEY), new IndexOptions().unique(true));
    }

    @Override
    public boolean insert(PendingUser pending) {
        return guard.run(() -> {
            try {
                pendingUsers.insertOne(of(pending));
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
    public Optional<PendingUser> findByEmailKeys(List<String> emailKeys) {
        return guard.run(() -> pendingUsers.find(in(EMAIL_KEY, emailKeys)).into(new ArrayList<>())).stream()
                .map(MongoPendingUsers::toPending)
                .min(Comparator.comparing(pending -> emailKeys.indexOf(pending.emailKey())));
    }

    @Override
    public List<KeyedAddress> addresses(String after, int max) {
        Bson rest = gt(ID, new ObjectId(after.isEmpty() ? ObjectIds.ZERO : after));
        return guard
                .run(() -> pendingUsers
                        .find(and(rest, type(EMAIL_KEY, BsonType.STRING)))
                        .sort(Sorts.ascending(ID))
                        .limit(max)
                        .into(new ArrayList<>()))
                .stream()
                .map(document -> new KeyedAddress(
                        document.getObjectId(ID).toHexString(),
                        new UserId(document.getObjectId("userId").toHexString()),
                        document.getString(EMAIL_KEY),
                        document.getString("email")))
                .toList();
    }

    @Override
    public Written changeKey(KeyedAddress read, String key) {
        Bson unchanged = and(eq(ID, new ObjectId(read.id())), eq(EMAIL_KEY, read.key()));
        return guard.run(() -> {
            try {
                long found = pendingUsers
                        .updateOne(unchanged, Updates.set(EMAIL_KEY, key))
                        .getMatchedCount();
                return found == 0 ? Written.GONE : Written.DONE;
            } catch (MongoServerException e) {
                if (MongoErrors.isDuplicate(e)) {
                    return Written.DUPLICATE;
                }
                throw e;
            }
        });
    }

    @Override
    public boolean delete(String id) {
        return guard.run(() -> pendingUsers.deleteOne(eq(ID, new ObjectId(id))).getDeletedCount() > 0);
    }

    @Override
    public void deleteByEmailKey(String emailKey) {
        guard.run(() -> pendingUsers.deleteOne(eq(EMAIL_KEY, emailKey)));
    }

    private static Document of(PendingUser pending) {
        return new Document(ID, new ObjectId(pending.id()))
                .append("userId", new ObjectId(pending.userId().hex()))
                .append(EMAIL_KEY, pending.emailKey())
                .append("email", pending.email())
                .append("password", MongoPasswordDocument.of(pending.password()))
                .append("confirmed", pending.confirmed())
                .append("createdAt", Date.from(pending.createdAt()));
    }

    private static PendingUser toPending(Document document) {
        return new PendingUser(
                document.getObjectId(ID).toHexString(),
                new UserId(document.getObjectId("userId").toHexString()),
                document.getString(EMAIL_KEY),
                document.getString("email"),
                MongoPasswordDocument.toPassword(document.get("password", new Document())),
                document.getBoolean("confirmed", false),
                document.getDate("createdAt").toInstant());
    }
}
