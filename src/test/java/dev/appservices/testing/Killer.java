package dev.appservices.testing;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.Supplier;

import dev.appservices.login.localuserpass.PendingUsers;
import dev.appservices.user.UserDirectory;

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
            "findByToken",
            "findByResetToken",
            "list",
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
        return over(PendingUsers.class, store);
    }

    public UserDirectory over(UserDirectory store) {
        return over(UserDirectory.class, store);
    }

    private <T> T over(Class<T> port, T store) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> READS.contains(method.getName())
                        ? invoke(store, method, arguments)
                        : write(() -> invoke(store, method, arguments))));
    }

    private static Object invoke(Object store, Method method, Object[] arguments) {
        try {
            return method.invoke(store, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(method.getName() + " failed", e);
        }
    }
}
