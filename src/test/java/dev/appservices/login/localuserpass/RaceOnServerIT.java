package dev.appservices.login.localuserpass;

import org.junit.jupiter.api.extension.RegisterExtension;

import dev.appservices.testing.TestMongo;

/** On a server that keeps identities unique, where there is one. */
final class RaceOnServerIT extends RaceContract {
    @RegisterExtension
    static final TestMongo MONGO = TestMongo.realServer();

    @Override
    TestMongo mongo() {
        return MONGO;
    }

    @Override
    boolean enforcesIdentities() {
        return true;
    }
}
