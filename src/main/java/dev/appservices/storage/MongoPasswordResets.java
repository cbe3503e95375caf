package dev.appservices.storage;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

import dev.appservices.app.ProviderType;
import dev.appservices.mongodb.MongoGuard;
import dev.appservices.mongodb.MongoMailedTokens;
import dev.appservices.mongodb.MongoPasswordDocument;
import dev.appservices.user.MailedToken;
import dev.appservices.user.PasswordResets;
import dev.appservices.user.UserDirectory.Written;
import dev.appservices.user.UserId;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.ne;

/** The field {@code passwordReset} of users. */
final class MongoPasswordResets implements PasswordResets {
    static final String FIELD = "passwordReset";
    static final String TOKEN_ID = FIELD + "." + MongoMailedTokens.ID;

    private static final String TOKEN_HASH = FIELD + "." + MongoMailedTokens.HASH;
    private static final String USED_AT = FIELD + "." + MongoMailedTokens.USED_AT;

    /** What Keycloak asks of users who have to do what a reset by mail does. */
    private static final List<String> DONE_BY_A_RESET = List.of("UPDATE_PASSWORD");

    private static final List<String> DONE_BY_A_PROOF = List.of("UPDATE_PASSWORD", "VERIFY_EMAIL");

    /** Of a user who gets an identity in the same update they stay, without their keys: they let nobody in. */
    private static final Document OF_KEYS =
            new Document(MongoUserDocument.PROVIDER_TYPE, ProviderType.API_KEY.wireName());

    private final MongoGuard guard;
    private final MongoCollection<Document> users;

    MongoPasswordResets(MongoGuard guard, MongoCollection<Document> users) {
        this.guard = guard;
        this.users = users;
    }

    @Override
    public Written expectReset(UserId id, MailedToken token) {
        Bson update = Updates.set(FIELD, MongoMailedTokens.of(token));
        return guard.run(() -> users.updateOne(hasId(id), update).getMatchedCount()) == 0 ? Written.GONE : Written.DONE;
    }

    @Override
    public Optional<Expected> findByResetToken(String tokenId) {
        return Optional.ofNullable(
                        guard.run(() -> users.find(eq(TOKEN_ID, tokenId)).first()))
                .flatMap(document -> MongoUserDocument.toUser(document)
                        .flatMap(user ->
                                MongoMailedTokens.toToken(document, FIELD).map(token -> new Expected(user, token))));
    }

    @Override
    public boolean resetPassword(Expected read, Reset reset) {
        List<Bson> updates = new ArrayList<>();
        updates.add(Updates.set(MongoUserDocument.PASSWORD, MongoPasswordDocument.of(reset.password())));
        updates.add(Updates.set(USED_AT, Date.from(reset.at())));
        updates.add(Updates.set(MongoUserDocument.NOT_BEFORE, (int) reset.at().getEpochSecond()));
        updates.add(Updates.pullAll(
                MongoUserDocument.REQUIRED_ACTIONS, reset.proven() ? DONE_BY_A_PROOF : DONE_BY_A_RESET));
        updates.add(Updates.unset(MongoUserDocument.API_KEYS));
        updates.add(reset.added()
                .map(MongoUserDocument::of)
                .map(identity -> Updates.push(MongoUserDocument.IDENTITIES, identity))
                .orElseGet(() -> Updates.pull(MongoUserDocument.IDENTITIES, OF_KEYS)));
        if (reset.proven()) {
            updates.add(Updates.set(MongoUserDocument.EMAIL_VERIFIED, true));
        }
        Bson filter = stillWorthIt(read, reset);
        return guard.run(() -> users.updateOne(filter, Updates.combine(updates)).getMatchedCount()) > 0;
    }

    private static Bson stillWorthIt(Expected read, Reset reset) {
        List<Bson> filters = new ArrayList<>();
        filters.add(hasId(read.user().id()));
        filters.add(eq(TOKEN_HASH, read.token().hash()));
        filters.add(exists(USED_AT, false));
        filters.add(read.user()
                .emailKey()
                .map(key -> eq(MongoUserDocument.EMAIL_KEY, key))
                .orElseGet(() -> exists(MongoUserDocument.EMAIL_KEY, false)));
        reset.added()
                .ifPresent(identity -> filters.add(ne(
                        MongoUserDocument.IDENTITIES + "." + MongoUserDocument.PROVIDER_TYPE,
                        identity.providerType())));
        return and(filters);
    }

    private static Bson hasId(UserId id) {
        return eq(MongoUserDocument.ID, new ObjectId(id.hex()));
    }
}
