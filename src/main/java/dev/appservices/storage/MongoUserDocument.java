package dev.appservices.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.bson.Document;
import org.bson.types.ObjectId;

import dev.appservices.mongodb.MongoPasswordDocument;
import dev.appservices.user.Identity;
import dev.appservices.user.User;
import dev.appservices.user.UserId;

/**
 * The document of a user. Absent fields have the value a new user has, so a document with an id and one identity is a
 * full user. Attributes are a list of names and values, since a name may hold a dot or a dollar sign.
 */
final class MongoUserDocument {
    static final String ID = "_id";
    static final String TYPE = "type";
    static final String DISABLED = "disabled";
    static final String IDENTITIES = "identities";
    static final String PROVIDER_TYPE = "provider_type";
    static final String EMAIL_KEY = "emailKey";
    static final String EMAIL = "email";
    static final String EMAIL_FOLDED = "emailFolded";
    static final String EMAIL_VERIFIED = "emailVerified";
    static final String FIRST_NAME = "firstName";
    static final String LAST_NAME = "lastName";
    static final String ATTRIBUTES = "attributes";
    static final String ATTRIBUTE_NAME = "name";
    static final String ATTRIBUTE_VALUES = "values";
    static final String ROLES = "roles";
    static final String GROUPS = "groups";
    static final String REQUIRED_ACTIONS = "requiredActions";
    static final String PASSWORD = "password";
    static final String PASSWORD_HASH = "password.hash";
    static final String CREATED_AT = "createdAt";
    static final String LAST_AUTHENTICATED_AT = "lastAuthenticatedAt";
    static final String SCHEMA_VERSION = "schemaVersion";

    static final int CURRENT_SCHEMA = 1;

    private MongoUserDocument() {}

    static Document of(User user) {
        Document document = new Document(ID, new ObjectId(user.id().hex()))
                .append(SCHEMA_VERSION, CURRENT_SCHEMA)
                .append(TYPE, user.type())
                .append(
                        IDENTITIES,
                        user.identities().stream().map(MongoUserDocument::of).toList())
                .append(CREATED_AT, Date.from(user.createdAt()));
        user.emailKey().ifPresent(key -> document.append(EMAIL_KEY, key));
        user.email().ifPresent(email -> document.append(EMAIL, email).append(EMAIL_FOLDED, folded(email)));
        user.firstName().ifPresent(name -> document.append(FIRST_NAME, name));
        user.lastName().ifPresent(name -> document.append(LAST_NAME, name));
        user.password().ifPresent(password -> document.append(PASSWORD, MongoPasswordDocument.of(password)));
        user.lastAuthenticatedAt().ifPresent(time -> document.append(LAST_AUTHENTICATED_AT, Date.from(time)));
        if (!user.enabled()) {
            document.append(DISABLED, true);
        }
        if (user.emailVerified()) {
            document.append(EMAIL_VERIFIED, true);
        }
        appendUnlessEmpty(document, ATTRIBUTES, attributes(user.attributes()));
        appendUnlessEmpty(document, ROLES, new ArrayList<>(user.roles()));
        appendUnlessEmpty(document, GROUPS, new ArrayList<>(user.groups()));
        appendUnlessEmpty(document, REQUIRED_ACTIONS, new ArrayList<>(user.requiredActions()));
        return document;
    }

    static User toUser(Document document) {
        UserId id = new UserId(document.getObjectId(ID).toHexString());
        return new User(
                id,
                document.get(TYPE, User.TYPE_NORMAL),
                !document.getBoolean(DISABLED, false),
                documents(document, IDENTITIES).stream()
                        .map(identity -> toIdentity(identity, id))
                        .toList(),
                text(document, EMAIL_KEY),
                text(document, EMAIL),
                document.getBoolean(EMAIL_VERIFIED, false),
                text(document, FIRST_NAME),
                text(document, LAST_NAME),
                toAttributes(document),
                texts(document, ROLES),
                texts(document, GROUPS),
                texts(document, REQUIRED_ACTIONS),
                Optional.ofNullable(document.get(PASSWORD)).map(MongoPasswordDocument::toPassword),
                time(document, CREATED_AT)
                        .orElseGet(() -> document.getObjectId(ID).getDate().toInstant()),
                time(document, LAST_AUTHENTICATED_AT));
    }

    static List<Document> attributes(Map<String, List<String>> attributes) {
        return attributes.entrySet().stream()
                .map(entry -> new Document(ATTRIBUTE_NAME, entry.getKey()).append(ATTRIBUTE_VALUES, entry.getValue()))
                .toList();
    }

    /** For look-ups by people and by Keycloak, which folds names itself; never a key. */
    static String folded(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    private static Document of(Identity identity) {
        return new Document(PROVIDER_TYPE, identity.providerType())
                .append("id", identity.id())
                .append("data", new Document(identity.data()));
    }

    private static Identity toIdentity(Document document, UserId owner) {
        Object id = document.get("id");
        return new Identity(
                document.getString(PROVIDER_TYPE),
                id == null ? owner.hex() : id.toString(),
                document.get("data", new Document()));
    }

    private static Map<String, List<String>> toAttributes(Document document) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        for (Document attribute : documents(document, ATTRIBUTES)) {
            attributes.put(
                    attribute.getString(ATTRIBUTE_NAME), attribute.getList(ATTRIBUTE_VALUES, String.class, List.of()));
        }
        return attributes;
    }

    private static List<Document> documents(Document document, String field) {
        return document.getList(field, Document.class, List.of());
    }

    private static Set<String> texts(Document document, String field) {
        return new LinkedHashSet<>(document.getList(field, String.class, List.of()));
    }

    private static Optional<String> text(Document document, String field) {
        return Optional.ofNullable(document.getString(field));
    }

    private static Optional<Instant> time(Document document, String field) {
        return Optional.ofNullable(document.getDate(field)).map(Date::toInstant);
    }

    private static void appendUnlessEmpty(Document document, String field, List<?> values) {
        if (!values.isEmpty()) {
            document.append(field, values);
        }
    }
}
