package dev.appservices.login.localuserpass;

import java.util.List;
import java.util.Optional;

import dev.appservices.user.UserDirectory.Written;

/** Lets somebody else act right before an insert. */
record InsertLater(PendingUsers store, Runnable before) implements PendingUsers {
    @Override
    public boolean insert(PendingUser pending) {
        before.run();
        return store.insert(pending);
    }

    @Override
    public Optional<PendingUser> findByEmailKeys(List<String> emailKeys) {
        return store.findByEmailKeys(emailKeys);
    }

    @Override
    public List<KeyedAddress> addresses(String after, int max) {
        return store.addresses(after, max);
    }

    @Override
    public Written changeKey(KeyedAddress read, String key) {
        return store.changeKey(read, key);
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
