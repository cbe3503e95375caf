package dev.appservices.storage;

import org.junit.jupiter.api.extension.RegisterExtension;

import dev.appservices.testing.TestMongo;

final class MongoIndexCheckTest extends MongoIndexCheckContract {
    @RegisterExtension
    static final TestMongo MONGO = TestMongo.embedded();

    @Override
    TestMongo mongo() {
        return MONGO;
    }
}
