package dev.appservices.login.localuserpass;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Lets somebody else act right before an insert. */
final class InsertLater {
    private InsertLater() {}

    static PendingUsers of(PendingUsers store, Runnable before) {
        return (PendingUsers) Proxy.newProxyInstance(
                PendingUsers.class.getClassLoader(),
                new Class<?>[] {PendingUsers.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("insert")) {
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
