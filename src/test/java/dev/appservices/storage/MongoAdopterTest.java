package dev.appservices.storage;

import org.junit.jupiter.api.extension.RegisterExtension;

import dev.appservices.testing.TestMongo;

final class MongoAdopterTest extends MongoAdopterContract {
    @RegisterExtension
    static final TestMongo MONGO = TestMongo.embedded();

    @Override
    TestMongo mongo() {
        return MONGO;
    }
}
