package dev.appservices.login.localuserpass;

import java.util.Optional;

/** Lets somebody else act right before an insert. */
record InsertLater(PendingUsers store, Runnable before) implements PendingUsers {
    @Override
    public boolean insert(PendingUser pending) {
        before.run();
        return store.insert(pending);
    }

    @Override
    public Optional<PendingUser> findByEmailKey(String emailKey) {
        return store.findByEmailKey(emailKey);
    }

    @Override
    public boolean delete(String id) {
        return store.delete(id);
    }

    @Override
    public void deleteByEmailKey(String emailKey) {
        store.deleteByEmailKey(emailKey);
    }
}
