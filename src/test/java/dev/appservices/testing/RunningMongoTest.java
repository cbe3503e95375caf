package dev.appservices.testing;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RunningMongoTest {
    @Test
    void atWhenTextIsNoConnectionStringThenSentence() {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> RunningMongo.at("localhost:27017"))
                .withMessage("-Dmongodb.uri must be a MongoDB connection string, as in mongodb://localhost:27017.");
    }

    @Test
    void requireAnswerWhenNobodyListensThenSentenceWithoutCredentials() {
        int port = Ports.free();

        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(
                        () -> RunningMongo.at("mongodb://me:s3cret@127.0.0.1:" + port + "/?serverSelectionTimeoutMS=50")
                                .requireAnswer())
                .withMessage("No MongoDB answers at 127.0.0.1:" + port + " (-Dmongodb.uri).");
    }

    @Test
    void hostsHasNoCredentials() {
        assertThat(RunningMongo.at("mongodb://me:s3cret@a.example,b.example/").hosts())
                .isEqualTo("a.example, b.example");
    }
}
