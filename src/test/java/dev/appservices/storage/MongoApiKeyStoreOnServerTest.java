package dev.appservices.storage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.appservices.login.apikey.ApiKeyStore;
import dev.appservices.login.apikey.ApiKeyStoreContract;
import dev.appservices.testing.TestMongo;
import dev.appservices.user.UserDirectory;

/** The same on a real server, where there is one. */
final class MongoApiKeyStoreOnServerTest extends ApiKeyStoreContract {
    @RegisterExtension
    static final TestMongo MONGO = TestMongo.realServer();

    @BeforeEach
    void ensureIndexes() {
        MongoUserIndexes.ensure(MONGO.store());
    }

    @Override
    protected UserDirectory users() {
        return new MongoUserDirectory(MONGO.store());
    }

    @Override
    protected ApiKeyStore keys() {
        return new MongoApiKeyStore(MONGO.store());
    }
}
