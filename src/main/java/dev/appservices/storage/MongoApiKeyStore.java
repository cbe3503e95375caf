package dev.appservices.storage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

import dev.appservices.app.ProviderType;
import dev.appservices.login.apikey.ApiKeyStore;
import dev.appservices.mongodb.MongoGuard;
import dev.appservices.mongodb.MongoStore;
import dev.appservices.user.ApiKey;
import dev.appservices.user.Identity;
import dev.appservices.user.User;
import dev.appservices.user.UserId;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.ne;

/** API keys in the collection {@code users}. One command for each call, but where a method says otherwise. */
public final class MongoApiKeyStore implements ApiKeyStore {
    private static final String KEY = MongoUserDocument.API_KEYS + ".";

    private final MongoGuard guard;
    private final MongoCollection<Document> users;

    public MongoApiKeyStore(MongoStore store) {
        this.guard = store.guard();
        this.users = store.database().getCollection(MongoUserDirectory.COLLECTION);
    }

    @Override
    public Optional<User> findByHash(String hash) {
        return first(elemMatch(MongoUserDocument.API_KEYS, eq(MongoApiKeyDocuments.HASH, hash)));
    }

    /** A second command when it was not done, to tell why. */
    @Override
    public Added add(UserId owner, ApiKey key, Identity identity, int most) {
        Bson allowed = and(
                hasId(owner),
                ne(MongoUserDocument.TYPE, User.TYPE_SERVER),
                elemMatch(
                        MongoUserDocument.IDENTITIES,
                        ne(MongoUserDocument.PROVIDER_TYPE, ProviderType.ANON_USER.wireName())),
                ne(KEY + MongoApiKeyDocuments.NAME, key.name()),
                exists(KEY + (most - 1), false));
        Bson push = Updates.combine(
                Updates.push(MongoUserDocument.API_KEYS, MongoApiKeyDocuments.of(key)),
                Updates.push(MongoUserDocument.IDENTITIES, MongoUserDocument.of(identity)));
        if (guard.run(() -> users.updateOne(allowed, push).getMatchedCount()) > 0) {
            return Added.DONE;
        }
        return first(hasId(owner)).map(user -> refusal(user, key)).orElse(Added.GONE);
    }

    private static Added refusal(User user, ApiKey key) {
        boolean anonymous = user.identities().stream()
                .allMatch(own -> own.providerType().equals(ProviderType.ANON_USER.wireName()));
        if (user.isServer() || anonymous) {
            return Added.NOT_ALLOWED;
        }
        return user.apiKeys().stream().anyMatch(own -> own.name().equals(key.name()))
                ? Added.NAME_TAKEN
                : Added.TOO_MANY;
    }

    @Override
    public boolean setEnabled(UserId owner, String keyId, boolean enabled) {
        Bson own = and(hasId(owner), elemMatch(MongoUserDocument.API_KEYS, eq(MongoApiKeyDocuments.ID, keyId)));
        Bson set = Updates.set(KEY + "$[own]." + MongoApiKeyDocuments.DISABLED, !enabled);
        UpdateOptions options =
                new UpdateOptions().arrayFilters(List.of(new Document("own." + MongoApiKeyDocuments.ID, keyId)));
        return guard.run(() -> users.updateOne(own, set, options).getMatchedCount() > 0);
    }

    @Override
    public List<User> serverUsers() {
        Bson all = gte(MongoUserDocument.SERVER_KEY + "." + MongoApiKeyDocuments.SLOT, 0);
        return guard.run(() -> users.find(all).into(new ArrayList<>())).stream()
                .flatMap(document -> MongoUserDocument.toUser(document).stream())
                .sorted(Comparator.comparing(User::createdAt)
                        .thenComparing(user -> user.id().hex()))
                .toList();
    }

    private static Bson hasId(UserId id) {
        return eq(MongoUserDocument.ID, new ObjectId(id.hex()));
    }

    private Optional<User> first(Bson filter) {
        return Optional.ofNullable(guard.run(() -> users.find(filter).first())).flatMap(MongoUserDocument::toUser);
    }
}
