package dev.appservices.storage;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.appservices.app.ObjectIds;
import dev.appservices.testing.TestMongo;
import dev.appservices.testing.TestUsers;
import dev.appservices.user.DatabaseReport.Problem;
import dev.appservices.user.EmailKeys;
import dev.appservices.user.TextPattern;
import dev.appservices.user.User;
import dev.appservices.user.UserChange.SetFirstName;
import dev.appservices.user.UserSearch;
import dev.appservices.user.UserSearch.AnyText;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

abstract class MongoAdopterContract {
    abstract TestMongo mongo();

    @BeforeEach
    void ensureIndexes() {
        MongoUserIndexes.ensure(mongo().store());
    }

    @Test
    void runWhenDocumentHasOnlyAnAddressThenFullUser() {
        insert(bare(1, "Ann@example.org"));

        assertThat(adopter().run(() -> false)).isEqualTo(1);

        Document document = document(1);
        assertThat(document)
                .containsEntry("username", hex(1))
                .containsEntry("email", "Ann@example.org")
                .containsEntry("emailKey", "Ann@example.org")
                .containsEntry("searchKeys", List.of("u:" + hex(1), "e:ann@example.org"))
                .containsEntry("schemaVersion", 3)
                .containsEntry("createdAt", new ObjectId(hex(1)).getDate());
        assertThat(directory().findByEmailKey("Ann@example.org").map(User::id)).contains(TestUsers.id(1));
        assertThat(directory().search(UserSearch.of(new AnyText(TextPattern.contains("ann@"))), 0, 10))
                .extracting(User::id)
                .containsExactly(TestUsers.id(1));
    }

    @Test
    void runWhenCaseDoesNotCountThenKeyIsLowerCase() {
        insert(bare(1, "Ann@Example.org"));

        adopter(EmailKeys.INSENSITIVE).run(() -> false);

        assertThat(document(1)).containsEntry("email", "Ann@Example.org").containsEntry("emailKey", "ann@example.org");
    }

    @Test
    void runWhenIdentityHasNoIdThenItGetsOne() {
        insert(bare(1, "ann@example.org"));

        adopter().run(() -> false);

        Document identity = document(1).getList("identities", Document.class).get(0);
        assertThat(identity.getString("id")).matches(ObjectIds::isValid).isNotEqualTo(hex(1));
        assertThat(identity.get("data")).isEqualTo(new Document("email", "ann@example.org"));
    }

    @Test
    void runWhenFieldsAreThereThenTheyStay() {
        Document identity = new Document("provider_type", "local-userpass")
                .append("id", "mine")
                .append("data", new Document("email", "login@example.org"));
        insert(new Document("_id", new ObjectId(hex(1)))
                .append("identities", List.of(identity))
                .append("username", "ann")
                .append("email", "shown@example.org")
                .append("emailKey", "key@example.org")
                .append("firstName", "Ann"));

        adopter().run(() -> false);

        assertThat(document(1))
                .containsEntry("identities", List.of(identity))
                .containsEntry("username", "ann")
                .containsEntry("email", "shown@example.org")
                .containsEntry("emailKey", "key@example.org")
                .containsEntry("searchKeys", List.of("u:ann", "i:" + hex(1), "e:shown@example.org", "f:ann"));
    }

    @Test
    void runWhenUserHasNoPasswordIdentityThenNoAddress() {
        Document identity = new Document("provider_type", "custom-token")
                .append("id", "t")
                .append("data", new Document("email", "ann@example.org"));
        insert(new Document("_id", new ObjectId(hex(1))).append("identities", List.of(identity)));

        adopter().run(() -> false);

        assertThat(document(1))
                .containsEntry("username", hex(1))
                .containsEntry("searchKeys", List.of("u:" + hex(1)))
                .doesNotContainKeys("email", "emailKey");
    }

    @Test
    void runWhenAddressIsTakenThenUserWithoutItIsVisibleAndBothAreReported() {
        directory().insert(TestUsers.withEmail(1, "ann@example.org"));
        insert(bare(2, "ann@example.org", "two"));
        insert(bare(3, "bob@example.org", "three"));
        MongoAdopter adopter = adopter();

        assertThat(adopter.run(() -> false)).isEqualTo(2);

        assertThat(document(2)).containsEntry("username", hex(2)).doesNotContainKey("emailKey");
        assertThat(document(3)).containsEntry("emailKey", "bob@example.org");
        assertThat(adopter.problems()).containsExactly(new Problem(MongoAdopter.TAKEN, 1, List.of(hex(2), hex(1))));
        assertThat(adopter.run(() -> false)).isZero();
    }

    @Test
    void runWhenDocumentsAreNoUsersThenLeftAloneAndCounted() {
        insert(new Document("_id", new ObjectId(hex(1))));
        insert(new Document("_id", "a text")
                .append("identities", List.of(new Document("provider_type", "google").append("id", "g"))));
        MongoAdopter adopter = adopter();

        assertThat(adopter.run(() -> false)).isZero();

        assertThat(document(1)).containsOnlyKeys("_id");
        assertThat(adopter.problems())
                .containsExactly(
                        new Problem(MongoAdopter.NO_OBJECT_ID, 1, List.of()),
                        new Problem(MongoAdopter.NO_IDENTITY, 1, List.of(hex(1))));
    }

    @Test
    void runWhenScriptHasTakenTheVersionAwayThenSearchKeysFollow() {
        directory().insert(TestUsers.withEmail(1, "ann@example.org").with(new SetFirstName(Optional.of("Ann"))));
        update(1, Updates.combine(Updates.set("firstName", "Hanna"), Updates.unset("schemaVersion")));

        assertThat(adopter().run(() -> false)).isEqualTo(1);

        assertThat(document(1))
                .containsEntry("searchKeys", List.of("u:" + hex(1), "e:ann@example.org", "f:hanna"))
                .containsEntry("schemaVersion", 3);
    }

    @Test
    void runWhenVersionIsOlderThenDerivedAgain() {
        directory().insert(TestUsers.withEmail(1, "ann@example.org"));
        update(1, Updates.combine(Updates.set("schemaVersion", 2), Updates.unset("searchKeys")));

        assertThat(adopter().run(() -> false)).isEqualTo(1);

        assertThat(document(1)).containsEntry("searchKeys", List.of("u:" + hex(1), "e:ann@example.org"));
    }

    @Test
    void runWhenAllIsCompleteThenNothingIsWritten() {
        directory().insert(TestUsers.full(1));

        assertThat(adopter().run(() -> false)).isZero();
    }

    @Test
    void adoptionWhenDocumentChangesMeanwhileThenNotWritten() {
        insert(bare(1, "ann@example.org"));
        MongoAdoption adoption =
                MongoAdoption.of(document(1), EmailKeys.SENSITIVE).orElseThrow();
        update(1, Updates.set("firstName", "Ann"));

        assertThat(users().bulkWrite(List.of(adoption.update())).getModifiedCount())
                .isZero();

        adopter().run(() -> false);
        assertThat(document(1)).containsEntry("searchKeys", List.of("u:" + hex(1), "e:ann@example.org", "f:ann"));
    }

    @Test
    void runWhenThereAreMoreThanABatchThenAllAreAdopted() {
        users().insertMany(IntStream.rangeClosed(1, 1201)
                .mapToObj(number -> bare(number, "u" + number + "@example.org", hex(number)))
                .toList());

        assertThat(adopter().run(() -> false)).isEqualTo(1201);

        assertThat(users().countDocuments(eq("schemaVersion", null))).isZero();
        assertThat(users().distinct("emailKey", String.class).into(new HashSet<>()))
                .hasSize(1201);
    }

    @Test
    void isIncompleteWhenFieldsAreMissingThenTrue() {
        Document complete = new Document("username", "ann").append("schemaVersion", 3);

        assertThat(MongoAdopter.isIncomplete(complete)).isFalse();
        assertThat(MongoAdopter.isIncomplete(new Document("username", "ann"))).isTrue();
        assertThat(MongoAdopter.isIncomplete(new Document("schemaVersion", 2))).isTrue();
    }

    private MongoAdopter adopter() {
        return adopter(EmailKeys.SENSITIVE);
    }

    private MongoAdopter adopter(EmailKeys emailKeys) {
        return new MongoAdopter(() -> mongo().database(), "test", () -> emailKeys);
    }

    private MongoUserDirectory directory() {
        return new MongoUserDirectory(mongo().store());
    }

    private static Document bare(int number, String email) {
        return new Document("_id", new ObjectId(hex(number)))
                .append(
                        "identities",
                        List.of(new Document("provider_type", "local-userpass")
                                .append("data", new Document("email", email))));
    }

    private static Document bare(int number, String email, String identityId) {
        Document document = bare(number, email);
        document.getList("identities", Document.class).get(0).append("id", identityId);
        return document;
    }

    private static String hex(int number) {
        return TestUsers.id(number).hex();
    }

    private void insert(Document document) {
        users().insertOne(document);
    }

    private void update(int number, Bson update) {
        users().updateOne(eq("_id", new ObjectId(hex(number))), update);
    }

    private Document document(int number) {
        return Objects.requireNonNull(
                users().find(eq("_id", new ObjectId(hex(number)))).first());
    }

    private MongoCollection<Document> users() {
        return mongo().database().getCollection("users");
    }
}
