package dev.appservices.login.localuserpass;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.appservices.testing.SdkClient;
import dev.appservices.testing.SdkClient.Reply;
import dev.appservices.testing.SharedServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Users whom a script has put into MongoDB, with the hashes that their passwords had elsewhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportedPasswordsIT {
    private static final String WRONG = Reply.error(401, "InvalidPassword", "invalid username/password");
    private static final String BCRYPT = "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
    private static final String ARGON2 =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    private static final String SCRYPT = "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
            + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887";
    private static final String SHA1 = "4b007901b765489abead49d926f721d065a429c1";
    private static final String SHA256 = "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
            + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783";

    /** Half as long as Keycloak makes them. */
    private static final String SHA512 = "2dc4653366e508dafd98645ae5cb74e78692ce4b5cc0c0c7a9b32294505808f0";

    private final SharedServer server = SharedServer.get();
    private final SdkClient sdk = new SdkClient(server);
    private MongoClient client;

    @BeforeAll
    void connect() {
        client = MongoClients.create(server.connectionString());
    }

    @AfterAll
    void disconnect() {
        client.close();
    }

    static Stream<Arguments> usable() {
        Document scrypt = new Document("N", 16384).append("r", 8).append("p", 1.0);
        Document argon2 = new Document("type", "id").append("memory", 256L).append("parallelism", "1");
        return Stream.of(
                arguments("U*U", password("bcrypt").append("hash", BCRYPT)),
                arguments("password", password("argon2").append("hash", ARGON2)),
                arguments(
                        "password",
                        password("argon2")
                                .append("hash", ARGON2.substring(ARGON2.lastIndexOf('$') + 1))
                                .append("salt", text("somesalt"))
                                .append("iterations", 2)
                                .append("parameters", argon2)),
                arguments(
                        "pleaseletmein",
                        salted("scrypt", SCRYPT, "SodiumChloride").append("parameters", scrypt)),
                arguments("password", salted("pbkdf2", SHA1, "salt").append("iterations", 4096)),
                arguments("password", salted("pbkdf2-sha1", SHA1, "salt").append("iterations", 4096L)),
                arguments("passwd", salted("pbkdf2-sha256", SHA256, "salt").append("iterations", 1)),
                arguments("pässwörd", salted("pbkdf2-sha512", SHA512, "salt").append("iterations", 1000.0)));
    }

    @ParameterizedTest
    @MethodSource("usable")
    void loginTakesThePasswordAndReplacesItsHashByTheRealmsOwn(String raw, Document password) {
        String email = insert(password);

        assertThat(sdk.login(email, raw + "x").outcome()).isEqualTo(WRONG);
        assertThat(stored(email)).isEqualTo(password);
        assertThat(sdk.login(email, raw).status()).isEqualTo(200);

        Document replaced = (Document) stored(email);
        assertThat(replaced.getString("algorithm")).isEqualTo("argon2");
        assertThat(replaced.get("parameters", Document.class).getString("memory"))
                .isEqualTo("7168");
        assertThat(replaced.getInteger("iterations")).isEqualTo(5);
        assertThat(sdk.login(email, raw).status()).isEqualTo(200);
        assertThat(stored(email)).isEqualTo(replaced);
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                arguments(
                        "password.hash has the bcrypt cost 31, not 4 to 15",
                        password("bcrypt").append("hash", BCRYPT.replace("$05$", "$31$"))),
                arguments(
                        "password.iterations is 10000001, not 1 to 10000000",
                        salted("pbkdf2-sha1", SHA1, "salt").append("iterations", 10_000_001)),
                arguments(
                        "password.parameters.memory is 999999999, not 8 to 262144",
                        salted("argon2", SHA256, "salt")
                                .append("iterations", 1)
                                .append(
                                        "parameters",
                                        new Document("type", "id")
                                                .append("memory", 999_999_999)
                                                .append("parallelism", 1))),
                arguments(
                        "password.hash is not Base64",
                        salted("scrypt", SHA1, "salt")
                                .append("parameters", scrypt())
                                .append("hash", "?")),
                arguments("password.algorithm is not one that this server has", salted("md5", SHA1, "salt")),
                arguments("password.algorithm is missing", new Document("hash", BCRYPT)),
                arguments("password.algorithm is missing", BCRYPT));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void loginWithAHashThatCannotBeUsedIsAWrongPasswordAndTheLogNamesTheUserOnce(String reason, Object password)
            throws IOException {
        String email = insert(password);

        Reply login = sdk.login(email, "U*U");

        assertThat(login.outcome()).isEqualTo(WRONG);
        sdk.login(email, "another");
        assertThat(stored(email)).isEqualTo(password);
        assertThat(warnings(email))
                .singleElement()
                .asString()
                .contains("WARN", reason)
                .doesNotContain(BCRYPT.substring(7));
    }

    /** What the log says of a user's password. It is written a little later than the answer. */
    private List<String> warnings(String email) throws IOException {
        String start =
                "The password of the user " + user(email).getObjectId("_id").toHexString();
        List<String> found = List.of();
        for (int i = 0; i < 1000 && found.isEmpty(); i++) {
            sdk.location();
            found = Files.readAllLines(server.log()).stream()
                    .filter(line -> line.contains(start))
                    .toList();
        }
        return found;
    }

    /** Keycloak's own providers throw at an empty password. */
    @Test
    void loginWithoutPasswordIsAWrongPassword() {
        String email = insert(salted("pbkdf2", SHA1, "salt").append("iterations", 1));

        assertThat(sdk.login(email, "").outcome()).isEqualTo(WRONG);
    }

    private String insert(Object password) {
        String email = SdkClient.newEmail();
        users().insertOne(new Document("_id", new ObjectId())
                .append("schemaVersion", 1)
                .append(
                        "identities",
                        List.of(new Document("provider_type", "local-userpass")
                                .append("id", new ObjectId().toHexString())
                                .append("data", new Document("email", email))))
                .append("email", email)
                .append("emailKey", email)
                .append("emailFolded", email)
                .append("password", password));
        return email;
    }

    private Object stored(String email) {
        return Objects.requireNonNull(user(email).get("password"));
    }

    private Document user(String email) {
        return Objects.requireNonNull(users().find(new Document("email", email)).first());
    }

    private MongoCollection<Document> users() {
        return client.getDatabase("app_services_" + server.realm()).getCollection("users");
    }

    private static Document scrypt() {
        return new Document("N", 1024).append("r", 8).append("p", 1);
    }

    private static Document salted(String algorithm, String hexHash, String salt) {
        return password(algorithm)
                .append(
                        "hash",
                        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hexHash)))
                .append("salt", text(salt));
    }

    private static Document password(String algorithm) {
        return new Document("algorithm", algorithm);
    }

    private static String text(String salt) {
        return Base64.getEncoder().encodeToString(salt.getBytes(StandardCharsets.UTF_8));
    }
}
