package dev.appservices.login.localuserpass;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.appservices.testing.TestMongo;

final class MongoPendingUsersTest extends PendingUsersContract {
    @RegisterExtension
    static final TestMongo MONGO = TestMongo.embedded();

    @BeforeEach
    void ensureIndexes() {
        new MongoPendingUsers(MONGO.store()).ensureIndexes();
    }

    @Override
    PendingUsers pendingUsers() {
        return new MongoPendingUsers(MONGO.store());
    }
}
