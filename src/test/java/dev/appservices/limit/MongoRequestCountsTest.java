package dev.appservices.limit;

import org.junit.jupiter.api.extension.RegisterExtension;

import dev.appservices.testing.TestMongo;

final class MongoRequestCountsTest extends MongoRequestCountsContract {
    @RegisterExtension
    static final TestMongo MONGO = TestMongo.embedded();

    @Override
    TestMongo mongo() {
        return MONGO;
    }
}
