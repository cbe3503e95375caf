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

    /**
     * Only on MongoDB. A DocumentDB server ends writes that meet in two unique indexes, as a link and a login of one
     * registration do, as deadlocks, a second after each other: some would wait longer than an operation may.
     */
    @Override
    boolean linksRegistrations() {
        return System.getProperty("mongo.uri") != null;
    }

    @Override
    boolean enforcesIdentities() {
        return true;
    }
}
