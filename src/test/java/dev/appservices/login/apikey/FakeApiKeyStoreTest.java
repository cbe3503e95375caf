package dev.appservices.login.apikey;

import dev.appservices.testing.FakeApiKeyStore;
import dev.appservices.testing.FakeUserDirectory;
import dev.appservices.user.UserDirectory;

final class FakeApiKeyStoreTest extends ApiKeyStoreContract {
    private final FakeUserDirectory users = new FakeUserDirectory();

    @Override
    protected UserDirectory users() {
        return users;
    }

    @Override
    protected ApiKeyStore keys() {
        return new FakeApiKeyStore(users);
    }
}
