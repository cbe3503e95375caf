package dev.appservices.testing;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import dev.appservices.login.localuserpass.PendingUser;
import dev.appservices.login.localuserpass.PendingUsers;
import dev.appservices.user.UserDirectory;
import dev.appservices.user.UserDirectory.Written;

/** Ends the process, as far as its stores can tell, instead of its n-th write: everything before it stays written. */
public final class Killer {
    private static final Set<String> READS = Set.of(
            "findById",
            "findByUsername",
            "findByEmailKey",
            "findByEmailKeys",
            "addresses",
            "findSoleByEmail",
            "findByIdentity",
            "inactiveAnonymous",
            "search",
            "count");

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
            public Optional<PendingUser> findByEmailKeys(List<String> emailKeys) {
                return store.findByEmailKeys(emailKeys);
            }

            @Override
            public List<KeyedAddress> addresses(String after, int max) {
                return store.addresses(after, max);
            }

            @Override
            public Written changeKey(KeyedAddress read, String key) {
                return write(() -> store.changeKey(read, key));
            }

            @Override
            public boolean delete(String id) {
                return write(() -> store.delete(id));
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
        return (UserDirectory) Proxy.newProxyInstance(
                UserDirectory.class.getClassLoader(),
                new Class<?>[] {UserDirectory.class},
                (proxy, method, arguments) -> READS.contains(method.getName())
                        ? invoke(store, method, arguments)
                        : write(() -> invoke(store, method, arguments)));
    }

    private static Object invoke(UserDirectory store, Method method, Object[] arguments) {
        try {
            return method.invoke(store, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(method.getName() + " failed", e);
        }
    }
}
