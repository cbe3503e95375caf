package dev.appservices.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoIterable;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

import dev.appservices.app.ObjectIds;
import dev.appservices.app.ProviderType;
import dev.appservices.mongodb.MongoErrors;
import dev.appservices.mongodb.MongoGuard;
import dev.appservices.mongodb.MongoPasswordDocument;
import dev.appservices.mongodb.MongoStore;
import dev.appservices.user.Identity;
import dev.appservices.user.MailedToken;
import dev.appservices.user.Password;
import dev.appservices.user.PendingIdentity;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserId;
import dev.appservices.user.UserSearch;
import dev.appservices.user.UserSearch.Field;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.type;

/** Users in the collection {@code users}. One command for each call, but where a method says otherwise. */
public final class MongoUserDirectory implements UserDirectory {
    static final String COLLECTION = "users";

    /** Up to here all users are counted; the number of more is what the database keeps of its collection. */
    private static final int COUNTED = 200_000;

    /** From here on the first user of a page is looked up in the index of ids before the page is read. */
    private static final int DEEP = 1_000;

    /**
     * For each user down to the end of a page so many are looked through in their order before a search reads an index.
     * What one of a hundred meets fills the page from these alone, where the index would give all who meet it to be sorted.
     * MongoDB tries both ways by itself and loses a few milliseconds; others choose before they know how many there are.
     */
    private static final int SHARE = 100;

    /** No more than so many are looked through: it is in vain when few meet the search. */
    private static final int NEAR = 5_000;

    /** The index of ids is the only one that every server of MongoDB's protocol reads in its order. */
    private static final Bson ORDER = Sorts.ascending(MongoUserDocument.ID);

    private final MongoGuard guard;
    private final MongoCollection<Document> users;
    private final MongoPasswordResets resets;
    private final MongoUserWrites writes;
    private final MongoUserIdentities identities;

    public MongoUserDirectory(MongoStore store) {
        this.guard = store.guard();
        this.users = store.database().getCollection(COLLECTION);
        this.resets = new MongoPasswordResets(guard, users);
        this.writes = new MongoUserWrites(guard, users);
        this.identities = new MongoUserIdentities(guard, users, writes);
    }

    @Override
    public Optional<User> findById(UserId id) {
        return first(MongoUserWrites.hasId(id));
    }

    @Override
    public Optional<User> findByUsername(String username) {
        return first(eq(MongoUserDocument.USERNAME, username));
    }

    @Override
    public Optional<User> findByEmailKeys(List<String> emailKeys) {
        if (emailKeys.size() == 1) {
            return first(eq(MongoUserDocument.EMAIL_KEY, emailKeys.get(0)));
        }
        return list(users.find(in(MongoUserDocument.EMAIL_KEY, emailKeys))).stream()
                .min(Comparator.comparing(
                        user -> emailKeys.indexOf(user.emailKey().orElseThrow())));
    }

    @Override
    public List<KeyedAddress> addresses(String after, int max) {
        Bson rest = gt(MongoUserDocument.ID, new ObjectId(after.isEmpty() ? ObjectIds.ZERO : after));
        FindIterable<Document> page = users.find(and(rest, type(MongoUserDocument.EMAIL_KEY, BsonType.STRING)))
                .projection(Projections.include(MongoUserDocument.EMAIL_KEY, MongoUserDocument.EMAIL))
                .sort(Sorts.ascending(MongoUserDocument.ID))
                .limit(max);
        return list(page).stream()
                .flatMap(user -> user.emailKey().stream()
                        .map(key -> new KeyedAddress(
                                user.id().hex(), user.id(), key, user.email().orElse(key))))
                .toList();
    }

    @Override
    public Written changeKey(KeyedAddress read, String key) {
        Bson unchanged = and(MongoUserWrites.hasId(read.user()), eq(MongoUserDocument.EMAIL_KEY, read.key()));
        return writes.written(() -> users.updateOne(unchanged, Updates.set(MongoUserDocument.EMAIL_KEY, key)));
    }

    @Override
    public Optional<User> findSoleByEmail(String email) {
        List<User> found = list(users.find(eq(SearchKeys.FIELD, SearchKeys.key(Field.EMAIL, email)))
                .limit(2));
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    @Override
    public Optional<User> findByIdentity(String providerType, String identityId) {
        return first(MongoUserIdentities.has(providerType, identityId));
    }

    @Override
    public boolean insert(User user) {
        return writes.unlessDuplicate(
                () -> {
                    users.insertOne(MongoUserDocument.of(user));
                    return true;
                },
                false);
    }

    @Override
    public List<UserId> insertAll(List<User> added) {
        if (added.isEmpty()) {
            return List.of();
        }
        List<Document> documents = added.stream().map(MongoUserDocument::of).toList();
        return guard.run(() -> {
            try {
                users.insertMany(documents, new InsertManyOptions().ordered(false));
                return List.of();
            } catch (MongoBulkWriteException e) {
                if (e.getWriteConcernError() != null
                        || !e.getWriteErrors().stream().allMatch(MongoErrors::isDuplicate)) {
                    throw e;
                }
                return e.getWriteErrors().stream()
                        .map(BulkWriteError::getIndex)
                        .map(index -> added.get(index).id())
                        .toList();
            }
        });
    }

    /** One command; a second and third when somebody else has changed what is searched by since the user was read. */
    @Override
    public Written update(User read, List<UserChange> changes) {
        if (changes.isEmpty()) {
            return Written.DONE;
        }
        if (changes.stream().noneMatch(MongoUserUpdates::isSearched)) {
            MongoUserUpdates updates = new MongoUserUpdates(read, changes);
            return writes.written(
                    () -> users.updateOne(MongoUserWrites.hasId(read.id()), updates.update(), updates.options()));
        }
        return writes.searched(read, changes);
    }

    @Override
    public boolean replacePassword(UserId id, Password read, Password replacement) {
        Bson unchanged = and(MongoUserWrites.hasId(id), eq(MongoUserDocument.PASSWORD_HASH, read.hash()));
        Bson update = Updates.set(MongoUserDocument.PASSWORD, MongoPasswordDocument.of(replacement));
        return guard.run(() -> users.updateOne(unchanged, update).getMatchedCount() > 0);
    }

    @Override
    public Written link(UserId id, Identity identity) {
        return identities.link(id, identity);
    }

    @Override
    public Written link(User read, PendingIdentity registration) {
        return identities.link(read, registration);
    }

    @Override
    public Written updateIdentity(UserId id, Identity identity) {
        return identities.update(id, identity);
    }

    @Override
    public Unlinked unlink(UserId id, String providerType, String identityId) {
        return identities.unlink(id, new Identity(providerType, identityId, Map.of()));
    }

    @Override
    public Written expectReset(UserId id, MailedToken token) {
        return resets.expectReset(id, token);
    }

    @Override
    public Optional<Expected> findByResetToken(String tokenId) {
        return resets.findByResetToken(tokenId);
    }

    @Override
    public boolean resetPassword(Expected read, Reset reset) {
        return resets.resetPassword(read, reset);
    }

    @Override
    public boolean delete(UserId id) {
        return guard.run(() -> users.deleteOne(MongoUserWrites.hasId(id)).getDeletedCount() > 0);
    }

    @Override
    public boolean deleteInactiveAnonymous(UserId id, Instant before) {
        return guard.run(() -> users.deleteOne(and(MongoUserWrites.hasId(id), inactive(before)))
                        .getDeletedCount()
                > 0);
    }

    @Override
    public List<User> inactiveAnonymous(Instant before, int max) {
        return list(users.find(inactive(before))
                .sort(Sorts.ascending(MongoUserDocument.LAST_AUTHENTICATED_AT))
                .limit(max));
    }

    private static Bson inactive(Instant before) {
        return and(
                eq(
                        MongoUserDocument.IDENTITIES + "." + MongoUserDocument.PROVIDER_TYPE,
                        ProviderType.ANON_USER.wireName()),
                exists(MongoUserDocument.IDENTITIES + ".1", false),
                lt(MongoUserDocument.LAST_AUTHENTICATED_AT, Date.from(before)));
    }

    /** Two commands for pages far behind the first of all users, and for conditions that few users meet. */
    @Override
    public List<User> search(UserSearch search, int first, int max) {
        if (max == 0) {
            return List.of(); // To the database, a limit of 0 is none.
        }
        Optional<Bson> filter = MongoUserQueries.of(search);
        if (filter.isEmpty()) {
            return first >= DEEP ? page(first, max) : ordered(new Document(), first, max);
        }
        if (max <= NEAR - first && !MongoUserQueries.isAboutOne(search)) {
            List<User> near = near(filter.get(), first, max);
            if (near.size() == max) {
                return near;
            }
        }
        return ordered(filter.get(), first, max);
    }

    private List<User> ordered(Bson filter, int first, int max) {
        return list(users.find(filter).sort(ORDER).skip(first).limit(max));
    }

    private List<User> near(Bson filter, int first, int max) {
        return list(users.aggregate(List.of(
                Aggregates.sort(ORDER),
                Aggregates.limit(Math.min(NEAR, SHARE * (first + max))),
                Aggregates.match(filter),
                Aggregates.skip(first),
                Aggregates.limit(max))));
    }

    /** Skipping reads the index of ids alone; without this the database would read every document before the page. */
    private List<User> page(int first, int max) {
        Document start = guard.run(() -> users.find()
                .projection(Projections.include(MongoUserDocument.ID))
                .sort(ORDER)
                .skip(first)
                .limit(1)
                .first());
        return start == null
                ? List.of()
                : list(users.find(gte(MongoUserDocument.ID, start.get(MongoUserDocument.ID)))
                        .sort(ORDER)
                        .limit(max));
    }

    /** Two commands for the number of all users unless there are many, and one for every other. */
    @Override
    public long count(UserSearch search) {
        Optional<Bson> filter = MongoUserQueries.of(search);
        return guard.run(() -> filter.isPresent() ? users.countDocuments(filter.get()) : all());
    }

    private long all() {
        long estimate = users.estimatedDocumentCount();
        // The hint: in the index of ids, without the documents.
        return estimate > COUNTED ? estimate : users.countDocuments(new Document(), new CountOptions().hint(ORDER));
    }

    @Override
    public void grantToAll(String roleId) {
        guard.run(() -> users.updateMany(new Document(), Updates.addToSet(MongoUserDocument.ROLES, roleId)));
    }

    @Override
    public void removeRole(String roleId) {
        removeFrom(MongoUserDocument.ROLES, roleId);
    }

    @Override
    public void removeGroup(String groupId) {
        removeFrom(MongoUserDocument.GROUPS, groupId);
    }

    private void removeFrom(String field, String value) {
        guard.run(() -> users.updateMany(eq(field, value), Updates.pull(field, value)));
    }

    private Optional<User> first(Bson filter) {
        return Optional.ofNullable(guard.run(() -> users.find(filter).first())).flatMap(MongoUserDocument::toUser);
    }

    private List<User> list(MongoIterable<Document> found) {
        return guard.run(() -> found.into(new ArrayList<>())).stream()
                .flatMap(document -> MongoUserDocument.toUser(document).stream())
                .toList();
    }
}
