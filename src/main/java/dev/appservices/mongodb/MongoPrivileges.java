package dev.appservices.mongodb;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** What the reply of {@code connectionStatus} says a user may do with the collections of one database. */
final class MongoPrivileges {
    static final String USERS = "users";

    private static final List<String> COLLECTIONS = List.of(USERS, "pending_users");
    private static final List<String> ACTIONS = List.of("find", "insert", "update", "remove", "createIndex");

    private final List<Document> privileges;
    private final String database;

    private MongoPrivileges(List<Document> privileges, String database) {
        this.privileges = List.copyOf(privileges);
        this.database = database;
    }

    /** Empty when nobody is logged in, or the reply does not list privileges: some servers leave the list out. */
    static Optional<MongoPrivileges> in(Document status, String database) {
        Document info = status.get("authInfo", new Document());
        List<Document> users = info.getList("authenticatedUsers", Document.class, List.of());
        List<Document> privileges = info.getList("authenticatedUserPrivileges", Document.class, List.of());
        return users.isEmpty() || privileges.isEmpty()
                ? Optional.empty()
                : Optional.of(new MongoPrivileges(privileges, database));
    }

    /** The first action that some collection of ours is not open to. */
    Optional<String> missing() {
        return ACTIONS.stream()
                .filter(action -> !COLLECTIONS.stream().allMatch(collection -> allows(action, collection)))
                .findFirst();
    }

    private boolean allows(String action, String collection) {
        return privileges.stream()
                .filter(privilege -> covers(privilege.get("resource", new Document()), collection))
                .flatMap(privilege -> actions(privilege))
                .anyMatch(known -> known.equals(action) || known.equals("anyAction"));
    }

    /** An empty name in a resource stands for all. */
    private boolean covers(Document resource, String collection) {
        if (Boolean.TRUE.equals(resource.get("anyResource"))) {
            return true;
        }
        return matches(resource.get("db"), database) && matches(resource.get("collection"), collection);
    }

    private static boolean matches(@Nullable Object pattern, String name) {
        return pattern instanceof String text && (text.isEmpty() || text.equals(name));
    }

    private static Stream<String> actions(Document privilege) {
        return privilege.getList("actions", String.class, List.of()).stream();
    }
}
