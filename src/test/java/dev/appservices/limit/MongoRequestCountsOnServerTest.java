package dev.appservices.limit;

import org.junit.jupiter.api.extension.RegisterExtension;

import dev.appservices.testing.TestMongo;

/** The same on a real server, where there is one. */
final class MongoRequestCountsOnServerTest extends MongoRequestCountsContract {
    @RegisterExtension
    static final TestMongo MONGO = TestMongo.realServer();

    @Override
    TestMongo mongo() {
        return MONGO;
    }
}
