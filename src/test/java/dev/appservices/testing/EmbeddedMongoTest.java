package dev.appservices.testing;

import java.nio.file.Path;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedMongoTest {
    @TempDir
    Path directory;

    @Test
    void inFileWhenStartedAgainThenDocumentsAreThere() {
        Path file = directory.resolve("made").resolve("mongodb.mv.db");
        try (EmbeddedMongo first = EmbeddedMongo.inFile(file);
                MongoClient client = MongoClients.create(first.connectionString())) {
            client.getDatabase("app").getCollection("users").insertOne(new Document("_id", 1));
        }

        try (EmbeddedMongo second = EmbeddedMongo.inFile(file);
                MongoClient client = MongoClients.create(second.connectionString())) {
            assertThat(client.getDatabase("app").getCollection("users").countDocuments())
                    .isEqualTo(1);
        }
    }

    @Test
    void requireAnswerWhenItRunsThenPasses() {
        try (EmbeddedMongo mongo = EmbeddedMongo.inMemory()) {
            RunningMongo.at(mongo.connectionString()).requireAnswer();
        }
    }
}
