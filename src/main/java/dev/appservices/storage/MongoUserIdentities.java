package dev.appservices.storage;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.conversions.Bson;

import dev.appservices.app.ProviderType;
import dev.appservices.mongodb.MongoGuard;
import dev.appservices.storage.MongoUserWrites.Beside;
import dev.appservices.user.Identity;
import dev.appservices.user.PendingIdentity;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserDirectory.Unlinked;
import dev.appservices.user.UserDirectory.Written;
import dev.appservices.user.UserId;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.not;

/** How identities come to users and go from them: each time one conditional update. */
record MongoUserIdentities(MongoGuard guard, MongoCollection<Document> users, MongoUserWrites writes) {
    private static final String PASSWORD = ProviderType.LOCAL_USERPASS.wireName();

    static Bson has(String providerType, String identityId) {
        return elemMatch(
                MongoUserDocument.IDENTITIES,
                and(eq(MongoUserDocument.PROVIDER_TYPE, providerType), eq(MongoUserDocument.IDENTITY_ID, identityId)));
    }

    private static Bson has(Identity identity) {
        return has(identity.providerType(), identity.id());
    }

    /** A second command when the user has the identity already, or is gone. */
    Written link(UserId id, Identity identity) {
        Bson without = not(has(identity));
        Written written = writes.written(() -> users.updateOne(
                and(MongoUserWrites.hasId(id), without),
                Updates.push(MongoUserDocument.IDENTITIES, MongoUserDocument.of(identity))));
        return written == Written.GONE && find(id).isPresent() ? Written.DONE : written;
    }

    /** One command; as many more as for other changes of an address when somebody else was faster. */
    Written link(User read, PendingIdentity registration) {
        Bson enabled = ne(MongoUserDocument.DISABLED, true);
        Bson without = not(elemMatch(MongoUserDocument.IDENTITIES, eq(MongoUserDocument.PROVIDER_TYPE, PASSWORD)));
        Bson push = Updates.push(MongoUserDocument.IDENTITIES, MongoUserDocument.of(registration.identity()));
        Beside beside = new Beside(
                user -> user.enabled() && user.identity(PASSWORD).isEmpty(),
                and(enabled, without),
                Optional.of(push),
                UnaryOperator.identity());
        return writes.searched(read, registration.changes(), beside);
    }

    Written update(UserId id, Identity identity) {
        return writes.written(() -> users.updateOne(
                and(MongoUserWrites.hasId(id), has(identity)),
                Updates.set(MongoUserDocument.IDENTITIES + ".$", MongoUserDocument.of(identity))));
    }

    /** A second command when it was not done, to tell why. */
    Unlinked unlink(UserId id, Identity identity) {
        Bson notLast = and(has(identity), exists(MongoUserDocument.IDENTITIES + ".1"));
        Bson pull = pull(identity);
        Written written = identity.providerType().equals(PASSWORD)
                ? unlinkPassword(id, identity, notLast, pull)
                : writes.written(() -> users.updateOne(and(MongoUserWrites.hasId(id), notLast), pull));
        if (written == Written.DONE) {
            return Unlinked.DONE;
        }
        return find(id).filter(user -> has(user, identity)).isPresent() ? Unlinked.LAST : Unlinked.ABSENT;
    }

    private static Bson pull(Identity identity) {
        Bson pull = Updates.pull(
                MongoUserDocument.IDENTITIES,
                new Document(MongoUserDocument.PROVIDER_TYPE, identity.providerType())
                        .append(MongoUserDocument.IDENTITY_ID, identity.id()));
        Document key = new Document(MongoApiKeyDocuments.ID, identity.id());
        return identity.providerType().equals(ProviderType.API_KEY.wireName())
                ? Updates.combine(pull, Updates.pull(MongoUserDocument.API_KEYS, key))
                : pull;
    }

    /** Two commands: by what the user is found afterwards follows from what he has now. */
    private Written unlinkPassword(UserId id, Identity identity, Bson notLast, Bson pull) {
        Optional<User> user = find(id);
        if (user.isEmpty()) {
            return Written.GONE;
        }
        boolean another = user.get().without(identity).identity(PASSWORD).isPresent();
        List<UserChange> changes = another
                ? List.of()
                : List.of(
                        new UserChange.SetEmail(Optional.empty(), Optional.empty()),
                        new UserChange.SetEmailVerified(false),
                        new UserChange.SetPassword(Optional.empty()));
        Beside beside = new Beside(
                now -> has(now, identity) && now.identities().size() > 1,
                notLast,
                Optional.of(pull),
                now -> now.without(identity));
        return writes.searched(user.get(), changes, beside);
    }

    private static boolean has(User user, Identity identity) {
        return user.identities().stream().anyMatch(identity::isSameAs);
    }

    private Optional<User> find(UserId id) {
        return Optional.ofNullable(
                        guard.run(() -> users.find(MongoUserWrites.hasId(id)).first()))
                .flatMap(MongoUserDocument::toUser);
    }
}
