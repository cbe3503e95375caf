package dev.appservices.mongodb;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;

import dev.appservices.user.Password;

import static org.assertj.core.api.Assertions.assertThat;

final class MongoPasswordDocumentTest {
    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void passwordWhenWrittenThenReadAgain() {
        Password password = new Password("argon2", 5, Map.of("memory", "7168"), "aGFzaA==", "c2FsdA==", CREATED);

        assertThat(MongoPasswordDocument.toPassword(MongoPasswordDocument.of(password)))
                .isEqualTo(password);
    }

    @Test
    void passwordWhenOnlyTheHashIsThereThenTheRestIsEmpty() {
        Document document = new Document("algorithm", "bcrypt").append("hash", "$2a$..");

        assertThat(MongoPasswordDocument.toPassword(document))
                .isEqualTo(new Password("bcrypt", 0, Map.of(), "$2a$..", "", Instant.EPOCH));
    }

    /** As a shell, {@code mongoimport} and drivers of languages with one number type write them. */
    @Test
    void passwordWhenNumbersAreOfAnyTypeThenWhole() {
        Document parameters = new Document("N", 16384.0).append("r", 8L).append("p", "1");
        Document document = new Document("algorithm", "scrypt").append("parameters", parameters);

        assertThat(MongoPasswordDocument.toPassword(document).parameters())
                .isEqualTo(Map.of("N", "16384", "r", "8", "p", "1"));
        for (Object iterations : List.of(27500, 27500L, 27500.0, "27500")) {
            assertThat(MongoPasswordDocument.toPassword(new Document("iterations", iterations))
                            .iterations())
                    .isEqualTo(27500);
        }
    }

    @Test
    void passwordWhenFieldsAreOfOtherTypesThenReadableYetNotUsable() {
        for (Object iterations : List.of(1.5, 1L << 40, Double.NaN, "many", new Document())) {
            assertThat(MongoPasswordDocument.toPassword(new Document("iterations", iterations))
                            .iterations())
                    .isEqualTo(-1);
        }
        Document document = new Document("algorithm", 7)
                .append("parameters", "none")
                .append("hash", new Binary(new byte[20]))
                .append("createdAt", "yesterday");
        Password password = MongoPasswordDocument.toPassword(document);
        assertThat(password.algorithm()).isEqualTo("7");
        assertThat(password.parameters()).isEmpty();
        assertThat(password.createdAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void passwordWhenItIsNoDocumentThenEmpty() {
        Password none = new Password("", 0, Map.of(), "", "", Instant.EPOCH);

        assertThat(MongoPasswordDocument.toPassword("$2a$05$..")).isEqualTo(none);
        assertThat(MongoPasswordDocument.toPassword(List.of(1))).isEqualTo(none);
    }
}
