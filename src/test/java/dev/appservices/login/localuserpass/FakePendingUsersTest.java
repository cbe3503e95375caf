package dev.appservices.login.localuserpass;

import dev.appservices.testing.FakePendingUsers;

final class FakePendingUsersTest extends PendingUsersContract {
    private final PendingUsers pendingUsers = new FakePendingUsers();

    @Override
    PendingUsers pendingUsers() {
        return pendingUsers;
    }
}
