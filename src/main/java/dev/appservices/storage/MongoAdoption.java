package dev.appservices.storage;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

import dev.appservices.app.ObjectIds;
import dev.appservices.app.ProviderType;
import dev.appservices.user.EmailKeys;
import dev.appservices.user.Identity;
import dev.appservices.user.User;
import dev.appservices.user.UserChange.SetEmail;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

/**
 * What a document of another program lacks, as one update that happens only while the document is what it was.
 *
 * @param emailKey the address by which e-mail/password is to find the user from now on; empty: none, or it is known
 */
record MongoAdoption(Bson unchanged, List<Bson> updates, Optional<String> emailKey) {
    /** All that an adoption reads of a document. */
    static final List<String> FIELDS = List.of(
            MongoUserDocument.SCHEMA_VERSION,
            MongoUserDocument.USERNAME,
            MongoUserDocument.IDENTITIES,
            MongoUserDocument.EMAIL_KEY,
            MongoUserDocument.EMAIL,
            MongoUserDocument.FIRST_NAME,
            MongoUserDocument.LAST_NAME,
            MongoUserDocument.ATTRIBUTES,
            MongoUserDocument.CREATED_AT);

    /** The longest address that a login takes. */
    private static final int MAX_EMAIL_LENGTH = 128;

    MongoAdoption {
        updates = List.copyOf(updates);
    }

    /** Empty for a document that is no user: without an id of ours, or without an identity. */
    static Optional<MongoAdoption> of(Document document, EmailKeys emailKeys) {
        return MongoUserDocument.toUser(document)
                .filter(user -> !user.identities().isEmpty())
                .map(user -> of(document, user, emailKeys));
    }

    private static MongoAdoption of(Document document, User read, EmailKeys emailKeys) {
        Optional<Identity> password = read.identity(ProviderType.LOCAL_USERPASS.wireName());
        Optional<String> address = password.flatMap(MongoAdoption::address);
        Optional<String> email = read.email().or(() -> address);
        Optional<String> emailKey = password.isPresent() && read.emailKey().isEmpty()
                ? address.or(() -> email).map(emailKeys::key)
                : Optional.empty();
        User adopted = read.with(new SetEmail(email, read.emailKey()));
        List<Bson> updates = new ArrayList<>();
        updates.add(Updates.set(MongoUserDocument.SCHEMA_VERSION, MongoUserDocument.CURRENT_SCHEMA));
        updates.add(Updates.set(MongoUserDocument.USERNAME, adopted.displayedUsername()));
        updates.add(Updates.set(MongoUserDocument.CREATED_AT, Date.from(adopted.createdAt())));
        email.ifPresent(text -> updates.add(Updates.set(MongoUserDocument.EMAIL, text)));
        updates.add(Updates.set(SearchKeys.FIELD, SearchKeys.of(adopted)));
        identityIds(document).forEach(updates::add);
        return new MongoAdoption(unchanged(document), updates, emailKey);
    }

    UpdateOneModel<Document> update() {
        List<Bson> all = new ArrayList<>(updates);
        emailKey.ifPresent(key -> all.add(Updates.set(MongoUserDocument.EMAIL_KEY, key)));
        return new UpdateOneModel<>(unchanged, Updates.combine(all));
    }

    /** The same, but e-mail/password does not find the user. */
    UpdateOneModel<Document> updateWithoutEmailKey() {
        return new UpdateOneModel<>(unchanged, Updates.combine(updates));
    }

    private static Optional<String> address(Identity identity) {
        return Optional.ofNullable(identity.data().get("email"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isEmpty() && text.length() <= MAX_EMAIL_LENGTH);
    }

    /** Missing ids of identities; by place, as an identity without an id has nothing else that names it. */
    private static Stream<Bson> identityIds(Document document) {
        List<?> identities = document.get(MongoUserDocument.IDENTITIES, List.of());
        List<Bson> updates = new ArrayList<>();
        for (int place = 0; place < identities.size(); place++) {
            if (identities.get(place) instanceof Document identity
                    && identity.get(MongoUserDocument.IDENTITY_ID) == null) {
                updates.add(Updates.set(
                        MongoUserDocument.IDENTITIES + "." + place + "." + MongoUserDocument.IDENTITY_ID,
                        ObjectIds.random()));
            }
        }
        return updates.stream();
    }

    private static Bson unchanged(Document document) {
        List<Bson> same = new ArrayList<>();
        same.add(eq(MongoUserDocument.ID, document.get(MongoUserDocument.ID, ObjectId.class)));
        FIELDS.stream()
                .filter(field -> !field.equals(MongoUserDocument.CREATED_AT))
                .forEach(field -> same.add(eq(field, document.get(field))));
        return and(same);
    }
}
