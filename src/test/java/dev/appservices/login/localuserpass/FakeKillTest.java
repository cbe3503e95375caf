package dev.appservices.login.localuserpass;

import dev.appservices.testing.FakePendingUsers;
import dev.appservices.testing.FakeUserDirectory;
import dev.appservices.user.UserDirectory;

final class FakeKillTest extends KillContract {
    private final UserDirectory users = new FakeUserDirectory();
    private final PendingUsers pendingUsers = new FakePendingUsers();

    @Override
    UserDirectory users() {
        return users;
    }

    @Override
    PendingUsers pendingUsers() {
        return pendingUsers;
    }
}
