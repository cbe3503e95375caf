package dev.appservices.login.localuserpass;

import org.junit.jupiter.api.extension.RegisterExtension;

import dev.appservices.testing.TestMongo;

/** On the embedded server, which does not keep identities unique. */
final class RaceIT extends RaceContract {
    @RegisterExtension
    static final TestMongo MONGO = TestMongo.embedded();

    @Override
    TestMongo mongo() {
        return MONGO;
    }

    @Override
    boolean enforcesIdentities() {
        return false;
    }
}
