package dev.appservices.login.localuserpass;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Lets somebody else act right before a registration is kept or looked for. */
final class Meanwhile {
    private Meanwhile() {}

    static PendingUsers beforeInsert(PendingUsers store, Runnable before) {
        return before(store, "insert", before);
    }

    static PendingUsers beforeFind(PendingUsers store, Runnable before) {
        return before(store, "findByEmailKeys", before);
    }

    private static PendingUsers before(PendingUsers store, String name, Runnable before) {
        return (PendingUsers) Proxy.newProxyInstance(
                PendingUsers.class.getClassLoader(),
                new Class<?>[] {PendingUsers.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals(name)) {
                        before.run();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
