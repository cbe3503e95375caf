package dev.appservices.testing;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.appservices.login.localuserpass.PendingUser;
import dev.appservices.login.localuserpass.PendingUsers;
import dev.appservices.user.Password;
import dev.appservices.user.User;
import dev.appservices.user.UserChange;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserId;
import dev.appservices.user.UserSearch;

/** Ends the process, as far as its stores can tell, instead of its n-th write: everything before it stays written. */
public final class Killer {
    private final int deadly;
    private int writes;

    public Killer(int deadly) {
        this.deadly = deadly;
    }

    /** Thrown where the process would have died. */
    public static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private <T> T write(Supplier<T> write) {
        writes++;
        if (writes >= deadly) {
            throw new Killed();
        }
        return write.get();
    }

    public PendingUsers over(PendingUsers store) {
        return new PendingUsers() {
            @Override
            public boolean insert(PendingUser pending) {
                return write(() -> store.insert(pending));
            }

            @Override
            public Optional<PendingUser> findByEmailKey(String emailKey) {
                return store.findByEmailKey(emailKey);
            }

            @Override
            public void delete(String id) {
                write(() -> {
                    store.delete(id);
                    return true;
                });
            }

            @Override
            public void deleteByEmailKey(String emailKey) {
                write(() -> {
                    store.deleteByEmailKey(emailKey);
                    return true;
                });
            }
        };
    }

    public UserDirectory over(UserDirectory store) {
        return new UserDirectory() {
            @Override
            public Optional<User> findById(UserId id) {
                return store.findById(id);
            }

            @Override
            public Optional<User> findByEmailKey(String emailKey) {
                return store.findByEmailKey(emailKey);
            }

            @Override
            public Optional<User> findSoleByEmail(String email) {
                return store.findSoleByEmail(email);
            }

            @Override
            public boolean insert(User user) {
                return write(() -> store.insert(user));
            }

            @Override
            public Written update(UserId id, List<UserChange> changes) {
                return write(() -> store.update(id, changes));
            }

            @Override
            public boolean replacePassword(UserId id, Password read, Password replacement) {
                return write(() -> store.replacePassword(id, read, replacement));
            }

            @Override
            public boolean delete(UserId id) {
                return write(() -> store.delete(id));
            }

            @Override
            public List<User> search(UserSearch search, int first, int max) {
                return store.search(search, first, max);
            }

            @Override
            public long count(UserSearch search) {
                return store.count(search);
            }
        };
    }
}
