package dev.appservices.mongodb;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;

import de.bwaldvogel.mongo.bson.Document;
import org.junit.jupiter.api.Test;

import dev.appservices.mongodb.ConnectionTest.Failed;
import dev.appservices.mongodb.ConnectionTest.Passed;
import dev.appservices.mongodb.ConnectionTest.Problem;
import dev.appservices.mongodb.ConnectionTest.Result;
import dev.appservices.testing.EmbeddedMongo;
import dev.appservices.testing.Ports;
import dev.appservices.testing.RefusingMongo;

import static org.assertj.core.api.Assertions.assertThat;

/** Each way in which a connection can fail, on real sockets. */
class ConnectionTestTest {
    private static final String DATABASE = "orchard";
    private static final Duration STEP = Duration.ofMillis(800);
    private static final String SECRET = "s3cret-word";

    @Test
    void testWhenMongoDbAnswersThenPassedAndNothingWritten() {
        try (EmbeddedMongo mongo = EmbeddedMongo.inMemory();
                MongoConnections connections = new MongoConnections()) {
            assertThat(test(mongo.connectionString())).isEqualTo(new Passed());
            assertThat(connections
                            .store(mongo.connectionString(), DATABASE)
                            .database()
                            .listCollectionNames())
                    .isEmpty();
        }
    }

    @Test
    void testWhenNoConnectionStringThenSaid() {
        assertFails(test("localhost:27017"), Problem.NOT_A_CONNECTION_STRING, "must look like mongodb://host:27017");
    }

    @Test
    void testWhenHostUnknownThenSaid() {
        assertFails(
                test("mongodb://app:" + SECRET + "@nowhere.invalid:27017"),
                Problem.HOST_NOT_FOUND,
                "does not know the MongoDB host nowhere.invalid:27017");
    }

    @Test
    void testWhenSrvHostUnknownThenSaidWithoutCredentials() {
        assertFails(
                test("mongodb+srv://app:" + SECRET + "@cluster.nowhere.invalid/?w=majority"),
                Problem.HOST_NOT_FOUND,
                "the MongoDB host cluster.nowhere.invalid;");
    }

    @Test
    void testWhenPortClosedThenNothingAnswers() {
        int port = Ports.free();

        assertFails(
                test("mongodb://127.0.0.1:" + port), Problem.NOTHING_LISTENS, "Nothing answers at 127.0.0.1:" + port);
    }

    @Test
    void testWhenServerSilentThenTimeOut() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, Ports.loopback())) {
            assertFails(
                    test("mongodb://127.0.0.1:" + silent.getLocalPort()), Problem.TIME_OUT, "did not answer in time");
        }
    }

    @Test
    void testWhenTlsAskedOfPlainServerThenTlsProblem() {
        try (HangingUpServer server = new HangingUpServer()) {
            assertFails(
                    ConnectionTest.of("mongodb://" + server.address() + "/?tls=true", DATABASE),
                    Problem.TLS,
                    "if it speaks no TLS, remove tls=true from the connection");
        }
    }

    @Test
    void testWhenServerClosesPlainConnectionThenTlsProposed() {
        try (HangingUpServer server = new HangingUpServer()) {
            assertFails(test("mongodb://" + server.address()), Problem.TLS, "if it wants TLS, add tls=true");
        }
    }

    @Test
    void testWhenPasswordWrongThenCredentials() {
        try (RefusingMongo mongo =
                RefusingMongo.refusing("saslStart", 18, "AuthenticationFailed", "Authentication failed.")) {
            assertFails(
                    test("mongodb://app:" + SECRET + "@" + mongo.address()),
                    Problem.CREDENTIALS,
                    "refuses the user or the password");
        }
    }

    @Test
    void testWhenFindUnauthorizedThenPrivilegeAndDatabaseNamed() {
        try (RefusingMongo mongo = RefusingMongo.refusing(
                "find", 13, "Unauthorized", "not authorized on orchard to execute command { find: \"users\" }")) {
            assertFails(
                    test("mongodb://" + mongo.address()),
                    Problem.MISSING_PRIVILEGE,
                    "lacks the privilege find on the database orchard");
        }
    }

    @Test
    void testWhenUserMayOnlyReadThenInsertNamed() {
        assertFails(
                testAs("find", "listIndexes"),
                Problem.MISSING_PRIVILEGE,
                "lacks the privilege insert on the database orchard");
    }

    @Test
    void testWhenUserMayNotIndexThenCreateIndexNamed() {
        assertFails(
                testAs("find", "insert", "update", "remove"),
                Problem.MISSING_PRIVILEGE,
                "lacks the privilege createIndex on the database orchard");
    }

    @Test
    void testWhenUserMayReadAndWriteThenPassed() {
        assertThat(testAs("find", "insert", "update", "remove", "createIndex")).isEqualTo(new Passed());
    }

    @Test
    void testWhenServerFailsOtherwiseThenCodeWithoutItsText() {
        try (RefusingMongo mongo = RefusingMongo.refusing("find", 8, "UnknownError", SECRET)) {
            assertFails(test("mongodb://" + mongo.address()), Problem.OTHER, "error code 8");
        }
    }

    private static Result test(String connectionString) {
        return ConnectionTest.of(connectionString, DATABASE, STEP);
    }

    /** The test by a user with these actions on the whole database. */
    private static Result testAs(String... actions) {
        Document privilege = new Document("resource", new Document("db", DATABASE).append("collection", ""))
                .append("actions", List.of(actions));
        Document info = new Document("authenticatedUsers", List.of(new Document("user", "app").append("db", "admin")))
                .append("authenticatedUserPrivileges", List.of(privilege));
        Document reply = new Document("authInfo", info).append("ok", 1.0);
        try (RefusingMongo mongo = RefusingMongo.answering("connectionStatus", reply)) {
            return test("mongodb://" + mongo.address());
        }
    }

    private static void assertFails(Result result, Problem problem, String part) {
        assertThat(result).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.problem()).as(failed.sentence()).isEqualTo(problem);
            assertThat(failed.sentence()).contains(part).doesNotContain(SECRET);
        });
    }
}
