package dev.appservices.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.bson.Document;
import org.bson.types.ObjectId;

import dev.appservices.mongodb.MongoPasswordDocument;
import dev.appservices.user.Identity;
import dev.appservices.user.User;
import dev.appservices.user.UserId;

/**
 * The document of a user; the README describes each field for those who read or write them with other programs.
 *
 * <p>Absent fields have the value a new user has, so a document with an id and one identity is a full user. A field of
 * another type than ours counts as absent: one odd document must not take the list of all users down. Attributes are a
 * list of names and values, since a name may hold a dot or a dollar sign.
 */
final class MongoUserDocument {
    static final String ID = "_id";
    static final String TYPE = "type";
    static final String DISABLED = "disabled";
    static final String IDENTITIES = "identities";
    static final String PROVIDER_TYPE = "provider_type";
    static final String IDENTITY_ID = "id";
    static final String IDENTITY_DATA = "data";
    static final String IDENTITY_NAME = "name";
    static final String IDENTITY_TOKEN = "token";
    static final String USERNAME = "username";
    static final String EMAIL_KEY = "emailKey";
    static final String EMAIL = "email";
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
    static final String CREDENTIALS = "credentials";
    static final String CREDENTIAL_ORDER = "credentialOrder";
    static final String NOT_BEFORE = "notBefore";
    static final String DEVICES = "devices";
    static final String API_KEYS = "apiKeys";
    static final String SERVER_KEY = "serverKey";
    static final String CREATED_AT = "createdAt";
    static final String LAST_AUTHENTICATED_AT = "lastAuthenticatedAt";
    static final String SCHEMA_VERSION = "schemaVersion";

    static final int CURRENT_SCHEMA = 3;

    private MongoUserDocument() {}

    static Document of(User user) {
        Document document = new Document(ID, new ObjectId(user.id().hex()))
                .append(SCHEMA_VERSION, CURRENT_SCHEMA)
                .append(TYPE, user.type())
                .append(
                        IDENTITIES,
                        user.identities().stream().map(MongoUserDocument::of).toList())
                .append(USERNAME, user.displayedUsername())
                .append(CREATED_AT, Date.from(user.createdAt()))
                .append(SearchKeys.FIELD, SearchKeys.of(user));
        append(document, EMAIL_KEY, user.emailKey());
        append(document, EMAIL, user.email());
        append(document, FIRST_NAME, user.firstName());
        append(document, LAST_NAME, user.lastName());
        append(document, PASSWORD, user.password().map(MongoPasswordDocument::of));
        append(document, LAST_AUTHENTICATED_AT, user.lastAuthenticatedAt().map(Date::from));
        append(document, DISABLED, Optional.of(true).filter(set -> !user.enabled()));
        append(document, EMAIL_VERIFIED, Optional.of(true).filter(set -> user.emailVerified()));
        append(document, NOT_BEFORE, Optional.of(user.notBefore()).filter(seconds -> seconds > 0));
        appendUnlessEmpty(document, ATTRIBUTES, attributes(user.attributes()));
        appendUnlessEmpty(document, ROLES, user.roles());
        appendUnlessEmpty(document, GROUPS, user.groups());
        appendUnlessEmpty(document, REQUIRED_ACTIONS, user.requiredActions());
        appendUnlessEmpty(document, CREDENTIAL_ORDER, user.credentialOrder());
        Document credentials = new Document();
        user.credentials().forEach((id, credential) -> credentials.put(id, MongoCredentialDocuments.of(credential)));
        append(document, CREDENTIALS, Optional.of(credentials).filter(some -> !some.isEmpty()));
        Document devices = new Document();
        user.devices().forEach((id, device) -> devices.put(id, MongoCredentialDocuments.of(device)));
        append(document, DEVICES, Optional.of(devices).filter(some -> !some.isEmpty()));
        appendUnlessEmpty(
                document,
                API_KEYS,
                user.apiKeys().stream().map(MongoApiKeyDocuments::of).toList());
        append(document, SERVER_KEY, MongoApiKeyDocuments.serverKey(user));
        return document;
    }

    /** Empty where the id is no ObjectId: such a document is none of ours. */
    static Optional<User> toUser(Document document) {
        return value(document, ID, ObjectId.class).map(id -> toUser(document, id));
    }

    private static User toUser(Document document, ObjectId objectId) {
        UserId id = new UserId(objectId.toHexString());
        return new User(
                id,
                text(document, TYPE).orElse(User.TYPE_NORMAL),
                !flag(document, DISABLED),
                documents(document, IDENTITIES)
                        .flatMap(identity -> toIdentity(identity, id).stream())
                        .toList(),
                text(document, USERNAME).filter(name -> !name.equals(id.hex())),
                text(document, EMAIL_KEY),
                text(document, EMAIL),
                flag(document, EMAIL_VERIFIED),
                text(document, FIRST_NAME),
                text(document, LAST_NAME),
                toAttributes(document),
                new LinkedHashSet<>(texts(document, ROLES)),
                new LinkedHashSet<>(texts(document, GROUPS)),
                new LinkedHashSet<>(texts(document, REQUIRED_ACTIONS)),
                Optional.ofNullable(document.get(PASSWORD)).map(MongoPasswordDocument::toPassword),
                MongoCredentialDocuments.toCredentials(
                        value(document, CREDENTIALS, Document.class).orElseGet(Document::new)),
                texts(document, CREDENTIAL_ORDER),
                value(document, NOT_BEFORE, Number.class).map(Number::intValue).orElse(0),
                MongoCredentialDocuments.toDevices(
                        value(document, DEVICES, Document.class).orElseGet(Document::new)),
                MongoApiKeyDocuments.toApiKeys(document),
                time(document, CREATED_AT).orElseGet(() -> objectId.getDate().toInstant()),
                time(document, LAST_AUTHENTICATED_AT));
    }

    static List<Document> attributes(Map<String, List<String>> attributes) {
        return attributes.entrySet().stream()
                .map(entry -> new Document(ATTRIBUTE_NAME, entry.getKey()).append(ATTRIBUTE_VALUES, entry.getValue()))
                .toList();
    }

    static Document of(Identity identity) {
        Document document = new Document(PROVIDER_TYPE, identity.providerType())
                .append(IDENTITY_ID, identity.id())
                .append(IDENTITY_DATA, new Document(identity.data()));
        append(document, IDENTITY_NAME, identity.name());
        append(document, IDENTITY_TOKEN, identity.token());
        return document;
    }

    private static Optional<Identity> toIdentity(Document document, UserId owner) {
        Object id = document.get(IDENTITY_ID);
        String idText = id == null ? owner.hex() : id.toString();
        return text(document, PROVIDER_TYPE)
                .filter(type -> !type.isEmpty() && !idText.isEmpty())
                .map(type -> new Identity(
                        type,
                        idText,
                        value(document, IDENTITY_DATA, Document.class).orElseGet(Document::new),
                        text(document, IDENTITY_NAME),
                        text(document, IDENTITY_TOKEN)));
    }

    private static Map<String, List<String>> toAttributes(Document document) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        documents(document, ATTRIBUTES)
                .forEach(attribute -> text(attribute, ATTRIBUTE_NAME)
                        .ifPresent(name -> attributes.put(name, texts(attribute, ATTRIBUTE_VALUES))));
        return attributes;
    }

    private static Stream<Document> documents(Document document, String field) {
        return elements(document, field).filter(Document.class::isInstance).map(Document.class::cast);
    }

    private static List<String> texts(Document document, String field) {
        return elements(document, field)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    private static Stream<?> elements(Document document, String field) {
        return document.get(field) instanceof Collection<?> list ? list.stream() : Stream.empty();
    }

    private static Optional<String> text(Document document, String field) {
        return value(document, field, String.class);
    }

    private static boolean flag(Document document, String field) {
        return value(document, field, Boolean.class).orElse(false);
    }

    private static Optional<Instant> time(Document document, String field) {
        return value(document, field, Date.class).map(Date::toInstant);
    }

    private static <T> Optional<T> value(Document document, String field, Class<T> type) {
        return Optional.ofNullable(document.get(field)).filter(type::isInstance).map(type::cast);
    }

    private static void append(Document document, String field, Optional<?> value) {
        value.ifPresent(present -> document.append(field, present));
    }

    private static void appendUnlessEmpty(Document document, String field, Collection<?> values) {
        if (!values.isEmpty()) {
            document.append(field, new ArrayList<>(values));
        }
    }
}
