package dev.appservices.login.localuserpass;

import java.time.Instant;
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
import dev.appservices.mongodb.MongoMailedTokens;
import dev.appservices.mongodb.MongoPasswordDocument;
import dev.appservices.mongodb.MongoStore;
import dev.appservices.user.MailedToken;
import dev.appservices.user.Password;
import dev.appservices.user.UserDirectory.Written;
import dev.appservices.user.UserId;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.type;

/** Registrations in the collection {@code pending_users}. */
public final class MongoPendingUsers implements PendingUsers {
    public static final String COLLECTION = "pending_users";

    private static final String ID = "_id";
    private static final String EMAIL_KEY = "emailKey";
    private static final String EMAIL_VERIFIED = "emailVerified";
    private static final String PASSWORD = "password";
    private static final String CONFIRMED = "confirmed";
    private static final String CONFIRMATION = "confirmation";
    private static final String RESET = "passwordReset";

    /** One registration an address; the others find registrations by what was mailed for them. */
    public static final List<IndexModel> INDEXES = List.of(
            new IndexModel(Indexes.ascending(EMAIL_KEY), new IndexOptions().unique(true)),
            byToken(CONFIRMATION),
            byToken(RESET));

    private final MongoStore store;
    private final MongoGuard guard;
    private final MongoCollection<Document> pendingUsers;

    public MongoPendingUsers(MongoStore store) {
        this.store = store;
        this.guard = store.guard();
        this.pendingUsers = store.database().getCollection(COLLECTION);
    }

    /** Makes the indexes, one of which keeps an address from being registered twice. It may take long. */
    public void ensureIndexes() {
        MongoCollection<Document> all = store.withoutLimit().getCollection(COLLECTION);
        guard.longRunning(() -> all.createIndexes(INDEXES));
    }

    private static IndexModel byToken(String field) {
        return new IndexModel(Indexes.ascending(tokenId(field)), new IndexOptions().sparse(true));
    }

    private static String tokenId(String field) {
        return field + "." + MongoMailedTokens.ID;
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
    public Optional<PendingUser> findById(String id) {
        return first(eq(ID, new ObjectId(id)));
    }

    @Override
    public Optional<PendingUser> findByToken(String id) {
        return first(or(eq(tokenId(CONFIRMATION), id), eq(tokenId(RESET), id)));
    }

    private Optional<PendingUser> first(Bson filter) {
        return Optional.ofNullable(guard.run(() -> pendingUsers.find(filter).first()))
                .map(MongoPendingUsers::toPending);
    }

    @Override
    public List<PendingUser> list(String after, int max) {
        Bson rest = gt(ID, new ObjectId(after.isEmpty() ? ObjectIds.ZERO : after));
        return guard
                .run(() -> pendingUsers
                        .find(rest)
                        .sort(Sorts.ascending(ID))
                        .limit(max)
                        .into(new ArrayList<>()))
                .stream()
                .map(MongoPendingUsers::toPending)
                .toList();
    }

    @Override
    public boolean expect(String id, MailPurpose purpose, MailedToken token) {
        return update(eq(ID, new ObjectId(id)), Updates.set(field(purpose), MongoMailedTokens.of(token)));
    }

    @Override
    public boolean confirm(String id) {
        return update(eq(ID, new ObjectId(id)), Updates.set(CONFIRMED, true));
    }

    @Override
    public boolean confirm(PendingUser read, Instant now) {
        return use(read, MailPurpose.CONFIRMATION, now, List.of());
    }

    @Override
    public boolean resetPassword(PendingUser read, Password password, Instant now) {
        return use(read, MailPurpose.RESET, now, List.of(Updates.set(PASSWORD, MongoPasswordDocument.of(password))));
    }

    private boolean use(PendingUser read, MailPurpose purpose, Instant now, List<Bson> more) {
        String field = field(purpose);
        String hash = read.token(purpose).map(MailedToken::hash).orElseThrow();
        Bson worthIt = and(
                eq(ID, new ObjectId(read.id())),
                eq(field + "." + MongoMailedTokens.HASH, hash),
                exists(field + "." + MongoMailedTokens.USED_AT, false));
        List<Bson> updates = new ArrayList<>(more);
        updates.add(Updates.set(CONFIRMED, true));
        updates.add(Updates.set(EMAIL_VERIFIED, true));
        updates.add(Updates.set(field + "." + MongoMailedTokens.USED_AT, Date.from(now)));
        return update(worthIt, Updates.combine(updates));
    }

    private boolean update(Bson filter, Bson update) {
        return guard.run(() -> pendingUsers.updateOne(filter, update).getMatchedCount()) > 0;
    }

    private static String field(MailPurpose purpose) {
        return switch (purpose) {
            case CONFIRMATION -> CONFIRMATION;
            case RESET -> RESET;
        };
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
        Document document = new Document(ID, new ObjectId(pending.id()))
                .append("userId", new ObjectId(pending.userId().hex()))
                .append(EMAIL_KEY, pending.emailKey())
                .append("email", pending.email())
                .append(PASSWORD, MongoPasswordDocument.of(pending.password()))
                .append(CONFIRMED, pending.confirmed())
                .append("createdAt", Date.from(pending.createdAt()));
        if (pending.emailVerified()) {
            document.append(EMAIL_VERIFIED, true);
        }
        for (MailPurpose purpose : MailPurpose.values()) {
            pending.token(purpose).ifPresent(token -> document.append(field(purpose), MongoMailedTokens.of(token)));
        }
        return document;
    }

    private static PendingUser toPending(Document document) {
        return new PendingUser(
                document.getObjectId(ID).toHexString(),
                new UserId(document.getObjectId("userId").toHexString()),
                document.getString(EMAIL_KEY),
                document.getString("email"),
                MongoPasswordDocument.toPassword(document.get(PASSWORD, new Document())),
                document.getBoolean(CONFIRMED, false),
                document.getBoolean(EMAIL_VERIFIED, false),
                MongoMailedTokens.toToken(document, CONFIRMATION),
                MongoMailedTokens.toToken(document, RESET),
                document.getDate("createdAt").toInstant());
    }
}
