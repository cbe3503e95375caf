package dev.appservices.login.localuserpass;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.appservices.storage.MongoUserDirectory;
import dev.appservices.storage.MongoUserIndexes;
import dev.appservices.testing.TestMongo;
import dev.appservices.user.UserDirectory;

final class MongoKillTest extends KillContract {
    @RegisterExtension
    static final TestMongo MONGO = TestMongo.embedded();

    @BeforeEach
    void ensureIndexes() {
        MongoUserIndexes.ensure(MONGO.store());
        new MongoPendingUsers(MONGO.store()).ensureIndexes();
    }

    @Override
    UserDirectory users() {
        return new MongoUserDirectory(MONGO.store());
    }

    @Override
    PendingUsers pendingUsers() {
        return new MongoPendingUsers(MONGO.store());
    }
}
