package dev.appservices.login.localuserpass;

import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.mongodb.MongoServerException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.bson.Document;
import org.bson.types.ObjectId;

import dev.appservices.mongodb.MongoErrors;
import dev.appservices.mongodb.MongoGuard;
import dev.appservices.mongodb.MongoPasswordDocument;
import dev.appservices.mongodb.MongoStore;
import dev.appservices.user.UserId;

import static com.mongodb.client.model.Filters.eq;

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
    public Optional<PendingUser> findByEmailKey(String emailKey) {
        return Optional.ofNullable(guard.run(
                        () -> pendingUsers.find(eq(EMAIL_KEY, emailKey)).first()))
                .map(MongoPendingUsers::toPending);
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
