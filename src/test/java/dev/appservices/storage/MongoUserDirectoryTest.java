package dev.appservices.storage;

import org.junit.jupiter.api.extension.RegisterExtension;

import dev.appservices.testing.TestMongo;

final class MongoUserDirectoryTest extends MongoUserDirectoryContract {
    @RegisterExtension
    static final TestMongo MONGO = TestMongo.embedded();

    @Override
    TestMongo mongo() {
        return MONGO;
    }

    /** The embedded server does not enforce an index over fields in an array that is sparse, as this one is. */
    @Override
    protected boolean enforcesIdentities() {
        return false;
    }
}
