package dev.appservices.customdata;

import org.junit.jupiter.api.extension.RegisterExtension;

import dev.appservices.testing.TestMongo;

/** The same on a real server, where there is one. */
final class MongoCustomDataOnServerTest extends MongoCustomDataContract {
    @RegisterExtension
    static final TestMongo MONGO = TestMongo.realServer();

    @Override
    TestMongo mongo() {
        return MONGO;
    }
}
