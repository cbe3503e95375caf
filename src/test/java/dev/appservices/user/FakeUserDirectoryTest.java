package dev.appservices.user;

import dev.appservices.testing.FakeUserDirectory;

final class FakeUserDirectoryTest extends UserDirectoryContract {
    private final UserDirectory directory = new FakeUserDirectory();

    @Override
    protected UserDirectory directory() {
        return directory;
    }
}
