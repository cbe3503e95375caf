package dev.appservices.testing;

import java.lang.reflect.Proxy;
import java.util.Map;

import org.keycloak.models.RealmModel;

/** Realms for code that asks for no more than their names. */
public final class TestRealm {
    private TestRealm() {}

    /** Every other question to it is an error of the test. */
    public static RealmModel named(String name) {
        Map<String, Object> answers = Map.of("getName", name, "getId", "id-of-" + name, "hashCode", 1);
        return (RealmModel) Proxy.newProxyInstance(
                TestRealm.class.getClassLoader(), new Class<?>[] {RealmModel.class}, (proxy, method, arguments) -> {
                    Object answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return answer;
                });
    }
}
