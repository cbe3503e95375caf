package dev.appservices.mongodb;

import java.util.List;

import org.bson.Document;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MongoPrivilegesTest {
    private static final List<String> ALL = List.of("find", "insert", "update", "remove", "createIndex");

    @Test
    void missingWhenRightsOnBothCollectionsThenNone() {
        assertThat(missing(on("orchard", "users", ALL), on("orchard", "pending_users", ALL)))
                .isEqualTo("none");
    }

    @Test
    void missingWhenRightsOnOneCollectionOnlyThenFirstAction() {
        assertThat(missing(on("orchard", "users", ALL))).isEqualTo("find");
    }

    @Test
    void missingWhenRightsOnAnotherDatabaseThenFirstAction() {
        assertThat(missing(on("meadow", "", ALL))).isEqualTo("find");
    }

    @Test
    void missingWhenRightsOnAllDatabasesThenNone() {
        assertThat(missing(on("", "", ALL))).isEqualTo("none");
    }

    @Test
    void missingWhenAnyActionOnAnyResourceThenNone() {
        Document root =
                new Document("resource", new Document("anyResource", true)).append("actions", List.of("anyAction"));

        assertThat(missing(root)).isEqualTo("none");
    }

    @Test
    void missingWhenOnlyTheClusterThenFirstAction() {
        Document monitor = new Document("resource", new Document("cluster", true)).append("actions", ALL);

        assertThat(missing(monitor)).isEqualTo("find");
    }

    @Test
    void privilegesWhenNobodyLoggedInThenUnknown() {
        Document info = new Document("authenticatedUsers", List.of()).append("authenticatedUserPrivileges", List.of());

        assertThat(MongoPrivileges.in(new Document("authInfo", info), "orchard"))
                .isEmpty();
    }

    private static String missing(Document... privileges) {
        Document info = new Document("authenticatedUsers", List.of(new Document("user", "app")))
                .append("authenticatedUserPrivileges", List.of(privileges));
        return MongoPrivileges.in(new Document("authInfo", info), "orchard")
                .orElseThrow()
                .missing()
                .orElse("none");
    }

    private static Document on(String database, String collection, List<String> actions) {
        return new Document("resource", new Document("db", database).append("collection", collection))
                .append("actions", actions);
    }
}
