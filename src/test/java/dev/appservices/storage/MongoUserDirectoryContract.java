package dev.appservices.storage;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.appservices.testing.TestMongo;
import dev.appservices.user.Identity;
import dev.appservices.user.KeyedAddresses.KeyedAddress;
import dev.appservices.user.User;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserDirectoryContract;
import dev.appservices.user.UserId;
import dev.appservices.user.UserSearch;

import static org.assertj.core.api.Assertions.assertThat;

/** The contract, and what is true of documents only. */
abstract class MongoUserDirectoryContract extends UserDirectoryContract {
    private static final String ID = "65a1b2c3d4e5f60718293a4b";

    abstract TestMongo mongo();

    @BeforeEach
    void ensureIndexes() {
        MongoUserIndexes.ensure(mongo().store());
    }

    @Override
    protected UserDirectory directory() {
        return new MongoUserDirectory(mongo().store());
    }

    @Test
    void findWhenDocumentHasOnlyIdAndIdentityThenFullUser() {
        Document identity = new Document("provider_type", "custom-token").append("id", "abc");
        insert(new Document("_id", new ObjectId(ID)).append("identities", List.of(identity)));

        User expected = User.withIdentity(
                new UserId(ID), new Identity("custom-token", "abc", Map.of()), Instant.parse("2024-01-12T21:44:35Z"));
        assertThat(directory().findById(new UserId(ID))).contains(expected);
        assertThat(directory().search(UserSearch.ALL, 0, 10)).containsExactly(expected);
    }

    @Test
    void insertWhenNewUserThenNoFieldIsWrittenThatSaysNothing() {
        User user = User.withIdentity(
                new UserId(ID), new Identity("anon-user", "abc", Map.of()), Instant.parse("2026-01-02T03:04:05Z"));
        directory().insert(user);

        Document expected = new Document("_id", new ObjectId(ID))
                .append("schemaVersion", 3)
                .append("type", "normal")
                .append(
                        "identities",
                        List.of(new Document("provider_type", "anon-user")
                                .append("id", "abc")
                                .append("data", new Document())))
                .append("username", ID)
                .append("createdAt", Date.from(user.createdAt()))
                .append("searchKeys", List.of("u:" + ID));
        assertThat(mongo().database().getCollection("users").find()).containsExactly(expected);
    }

    @Test
    void findWhenTwoDocumentsHaveNoIdentitiesThenBothArePossible() {
        insert(new Document("_id", new ObjectId(ID)));
        insert(new Document("_id", new ObjectId()));

        assertThat(directory().findById(new UserId(ID)).map(User::identities)).isEqualTo(Optional.of(List.of()));
    }

    @Test
    void addressesWhenDocumentsAreOddThenLeftOut() {
        insert(new Document("_id", "a text").append("emailKey", "Odd@example.org"));
        insert(new Document("_id", new ObjectId()).append("emailKey", 7));
        insert(new Document("_id", new ObjectId(ID)).append("emailKey", "Ada@example.org"));

        UserId id = new UserId(ID);
        assertThat(directory().addresses("", 2))
                .containsExactly(new KeyedAddress(ID, id, "Ada@example.org", "Ada@example.org"));
    }

    private void insert(Document document) {
        mongo().database().getCollection("users").insertOne(document);
    }
}
