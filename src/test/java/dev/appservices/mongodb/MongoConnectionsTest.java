package dev.appservices.mongodb;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.appservices.testing.EmbeddedMongo;
import dev.appservices.testing.Ports;

import static org.assertj.core.api.Assertions.assertThat;

final class MongoConnectionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mongodb://127.0.0.1:27017 | 127.0.0.1:27017",
                "mongodb://ada:secret@one:27017,two/admin?ssl=true | one:27017,two",
                "mongodb+srv://ada:s%40cret@cluster.example.org?w=1 | cluster.example.org",
                "mongodb://ada:sec@ret@one/?replicaSet=a | one"
            })
    void hostsWhenCredentialsThenWithoutThem(String connectionString, String hosts) {
        assertThat(MongoConnections.hosts(connectionString)).isEqualTo(hosts);
    }

    @Test
    void answersWhenServerIsThereThenYesUntilItIsGone() {
        try (MongoConnections connections = new MongoConnections()) {
            String connectionString;
            try (EmbeddedMongo mongo = EmbeddedMongo.inMemory()) {
                connectionString = mongo.connectionString();
                assertThat(connections.answers(connectionString)).isTrue();
            }

            assertThat(connections.answers(connectionString)).isFalse();
        }
    }

    @Test
    void answersWhenNobodyListensThenNo() {
        try (MongoConnections connections = new MongoConnections()) {
            assertThat(connections.answers("mongodb://127.0.0.1:" + Ports.free()))
                    .isFalse();
        }
    }
}
