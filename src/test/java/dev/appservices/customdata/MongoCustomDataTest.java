package dev.appservices.customdata;

import org.junit.jupiter.api.extension.RegisterExtension;

import dev.appservices.testing.TestMongo;

final class MongoCustomDataTest extends MongoCustomDataContract {
    @RegisterExtension
    static final TestMongo MONGO = TestMongo.embedded();

    @Override
    TestMongo mongo() {
        return MONGO;
    }
}
