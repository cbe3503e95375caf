package dev.appservices.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.appservices.mongodb.MongoConnections;
import dev.appservices.testing.TestUsers;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each request of the admin REST asks of MongoDB, as it goes over the wire: a table of request, shape of the command
 * and index. At most two commands, however many users the answer has.
 */
final class StoreCommandsIT {
    private static final int USERS = 40;

    private static OutageRealm realm;
    private static String keycloakId;

    /** One command without its values, and the indexes that answer it; none where the database knows the answer itself. */
    record Asked(String shape, List<String> indexes) {}

    /** A request and what it asks. */
    record Row(String request, List<Asked> commands) {
        @Override
        public String toString() {
            return request;
        }
    }

    @BeforeAll
    static void makeRealm() {
        realm = OutageRealm.create();
        realm.console().get("/users?max=1"); // Opens the store, which makes the indexes.
        try (MongoConnections connections = new MongoConnections()) {
            List<User> users = IntStream.range(0, USERS)
                    .mapToObj(number -> TestUsers.withEmail(number, "user" + number + "@example.org")
                            .with(
                                    new UserChange.SetFirstName(Optional.of("Ada")),
                                    new UserChange.SetAttributes(Map.of("color", List.of("red")))))
                    .toList();
            assertThat(new MongoUserDirectory(connections.store(realm.mongo().connectionString(), "outage"))
                            .insertAll(users))
                    .isEmpty();
        }
        keycloakId = realm.console().user(TestUsers.id(7).hex()).get("id").textValue();
    }

    @AfterAll
    static void removeRealm() {
        realm.close();
    }

    @BeforeEach
    void forgetCommands() {
        realm.console().post("/clear-user-cache", Map.of());
        realm.proxy().takeCommands();
    }

    static Stream<Row> rows() throws IOException {
        Path table = Path.of("src", "test", "resources", "storage", "commands.json");
        return new ObjectMapper().readValue(table.toFile(), new TypeReference<List<Row>>() {}).stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void requestWhenSentThenTheseCommandsAndNoOthers(Row row) {
        realm.console().get(row.request().replace("{id}", keycloakId));

        List<String> asked = realm.proxy().takeCommands().stream()
                .map(StoreCommandsIT::shape)
                .toList();
        assertThat(asked).isEqualTo(row.commands().stream().map(Asked::shape).toList());
        assertThat(asked).hasSizeLessThanOrEqualTo(2);
        assertThat(row.commands().stream().flatMap(command -> command.indexes().stream()))
                .allMatch(StoreCommandsIT::isIndex);
    }

    private static boolean isIndex(String name) {
        return name.equals("_id_")
                || MongoUserIndexes.ALL.stream()
                        .map(index -> index.getKeys().toBsonDocument().keySet())
                        .map(fields -> String.join("_1_", fields) + "_1")
                        .anyMatch(name::equals);
    }

    /** The command without its values. */
    private static String shape(BsonDocument command) {
        if (command.getFirstKey().equals("aggregate")) {
            return command.getArray("pipeline").stream()
                    .map(stage -> stage(stage.asDocument()))
                    .collect(Collectors.joining(" ", "aggregate ", ""));
        }
        BsonDocument filter = command.getDocument("filter", command.getDocument("query", new BsonDocument()));
        String sort = command.containsKey("sort")
                ? " sort " + String.join(", ", command.getDocument("sort").keySet())
                : "";
        return command.getFirstKey() + " " + shape((BsonValue) filter) + sort;
    }

    /** What decides how many documents are read: in which order, how many at the most, which of them. */
    private static String stage(BsonDocument stage) {
        String name = stage.getFirstKey().substring(1);
        return switch (name) {
            case "match" -> shape((BsonValue) stage.getDocument("$match"));
            case "sort" ->
                "sort " + String.join(", ", stage.getDocument("$sort").keySet());
            default -> name;
        };
    }

    private static String shape(BsonValue value) {
        if (value.isDocument()) {
            Map<String, String> fields = new TreeMap<>();
            value.asDocument().forEach((name, field) -> fields.put(name, shape(field)));
            return fields.entrySet().stream()
                    .map(field -> field.getKey() + (field.getValue().isEmpty() ? "" : ": " + field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.asArray().forEach(element -> elements.add(shape(element)));
            return elements.stream().distinct().collect(Collectors.joining(" | "));
        }
        return value.isRegularExpression() ? "/regex/" : "";
    }
}
