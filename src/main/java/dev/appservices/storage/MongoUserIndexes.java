package dev.appservices.storage;

import java.util.List;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;

import dev.appservices.mongodb.MongoStore;

/** The indexes that uniqueness and every look-up rest on. */
public final class MongoUserIndexes {
    private static final String IDENTITY_TYPE = MongoUserDocument.IDENTITIES + "." + MongoUserDocument.PROVIDER_TYPE;

    /** In the order in which logins need them. */
    static final List<IndexModel> ALL = List.of(
            new IndexModel(
                    Indexes.ascending(
                            IDENTITY_TYPE, MongoUserDocument.IDENTITIES + "." + MongoUserDocument.IDENTITY_ID),
                    uniqueSparse()),
            new IndexModel(Indexes.ascending(MongoUserDocument.EMAIL_KEY), uniqueSparse()),
            new IndexModel(Indexes.ascending(MongoUserDocument.USERNAME), uniqueSparse()),
            new IndexModel(
                    Indexes.ascending(MongoUserDocument.API_KEYS + "." + MongoApiKeyDocuments.HASH), uniqueSparse()),
            new IndexModel(
                    Indexes.ascending(MongoUserDocument.SERVER_KEY + "." + MongoApiKeyDocuments.SLOT), uniqueSparse()),
            new IndexModel(
                    Indexes.ascending(MongoUserDocument.SERVER_KEY + "." + MongoApiKeyDocuments.NAME), uniqueSparse()),
            new IndexModel(Indexes.ascending(MongoPasswordResets.TOKEN_ID), sparse()),
            new IndexModel(Indexes.ascending(SearchKeys.FIELD)),
            new IndexModel(Indexes.ascending(MongoUserDocument.ROLES), sparse()),
            new IndexModel(Indexes.ascending(MongoUserDocument.GROUPS), sparse()),
            new IndexModel(Indexes.ascending(MongoUserDocument.DISABLED), sparse()),
            new IndexModel(Indexes.ascending(MongoUserDocument.CREATED_AT)),
            new IndexModel(Indexes.ascending(IDENTITY_TYPE, MongoUserDocument.LAST_AUTHENTICATED_AT)),
            new IndexModel(Indexes.ascending(MongoUserDocument.SCHEMA_VERSION, MongoUserDocument.ID)));

    private MongoUserIndexes() {}

    /** Makes those that are missing; does nothing where they exist. It may take long. */
    public static void ensure(MongoStore store) {
        store.guard()
                .longRunning(() -> store.withoutLimit()
                        .getCollection(MongoUserDirectory.COLLECTION)
                        .createIndexes(ALL));
    }

    private static IndexOptions uniqueSparse() {
        return new IndexOptions().unique(true).sparse(true);
    }

    private static IndexOptions sparse() {
        return new IndexOptions().sparse(true);
    }
}
