package dev.appservices.storage;

import org.junit.jupiter.api.extension.RegisterExtension;

import dev.appservices.testing.TestMongo;

/** The same on a real server, where there is one. */
final class MongoAdopterOnServerTest extends MongoAdopterContract {
    @RegisterExtension
    static final TestMongo MONGO = TestMongo.realServer();

    @Override
    TestMongo mongo() {
        return MONGO;
    }
}
