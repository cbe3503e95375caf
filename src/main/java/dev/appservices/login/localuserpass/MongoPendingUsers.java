package dev.appservices.login.localuserpass;

import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.mongodb.MongoServerException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.bson.Document;
import org.bson.types.ObjectId;

import dev.appservices.mongodb.MongoErrors;
import dev.appservices.mongodb.MongoPasswordDocument;
import dev.appservices.user.UserId;

import static com.mongodb.client.model.Filters.eq;
import static dev.appservices.mongodb.MongoErrors.orUnavailable;

/** Registrations in the collection {@code pending_users}. */
public final class MongoPendingUsers implements PendingUsers {
    public static final String COLLECTION = "pending_users";

    private static final String ID = "_id";
    private static final String EMAIL_KEY = "emailKey";

    private final MongoCollection<Document> pendingUsers;

    public MongoPendingUsers(MongoDatabase database) {
        this.pendingUsers = database.getCollection(COLLECTION);
    }

    /** Makes the index that keeps an address from being registered twice. */
    public void ensureIndexes() {
        orUnavailable(() -> pendingUsers.createIndexes(List.of(index())));
    }

    public static IndexModel index() {
        return new IndexModel(Indexes.ascending(EMAIL_KEY), new IndexOptions().unique(true));
    }

    @Override
    public boolean insert(PendingUser pending) {
        return orUnavailable(() -> {
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
        return Optional.ofNullable(orUnavailable(
                        () -> pendingUsers.find(eq(EMAIL_KEY, emailKey)).first()))
                .flatMap(MongoPendingUsers::toPending);
    }

    @Override
    public void delete(String id) {
        orUnavailable(() -> pendingUsers.deleteOne(eq(ID, new ObjectId(id))));
    }

    @Override
    public void deleteByEmailKey(String emailKey) {
        orUnavailable(() -> pendingUsers.deleteOne(eq(EMAIL_KEY, emailKey)));
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

    private static Optional<PendingUser> toPending(Document document) {
        return MongoPasswordDocument.toPassword(document.get("password", new Document()))
                .map(password -> new PendingUser(
                        document.getObjectId(ID).toHexString(),
                        new UserId(document.getObjectId("userId").toHexString()),
                        document.getString(EMAIL_KEY),
                        document.getString("email"),
                        password,
                        document.getBoolean("confirmed", false),
                        document.getDate("createdAt").toInstant()));
    }
}
