package dev.appservices.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.stream.Stream;

import org.keycloak.credential.UserCredentialStore;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.federated.UserFederatedStorageProvider;
import org.keycloak.storage.federated.UserFederatedStorageProviderFactory;

import com.google.auto.service.AutoService;
import org.jspecify.annotations.Nullable;

import dev.appservices.keycloak.StatelessFactory;

/**
 * What Keycloak keeps beside a user of any user federation: for our users that is their document, for all others, and for
 * what a document has no field for, Keycloak's own database.
 *
 * <p>A proxy and not a class with some sixty forwarding methods: those that a newer Keycloak adds go on by themselves.
 */
@AutoService(UserFederatedStorageProviderFactory.class)
public final class AppServicesFederatedStorageProviderFactory
        implements UserFederatedStorageProviderFactory, StatelessFactory<UserFederatedStorageProvider> {
    public static final String PROVIDER_ID = "app-services";

    private static final String KEYCLOAKS_OWN = "jpa";

    @Override
    public UserFederatedStorageProvider create(KeycloakSession session) {
        UserFederatedStorageProvider others = session.getProvider(UserFederatedStorageProvider.class, KEYCLOAKS_OWN);
        AppServicesFederatedStorageProvider documents = new AppServicesFederatedStorageProvider(session);
        return (UserFederatedStorageProvider) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                // Keycloak casts what it gets to the second one when a login asks for credentials.
                new Class<?>[] {UserFederatedStorageProvider.class, UserCredentialStore.class},
                (proxy, method, arguments) ->
                        call(documents, others, method, arguments == null ? new Object[0] : arguments));
    }

    private static @Nullable Object call(
            AppServicesFederatedStorageProvider documents,
            UserFederatedStorageProvider others,
            Method method,
            Object[] arguments)
            throws Throwable {
        if (method.getName().equals("getUserByFederatedIdentity")) {
            String ours = documents.getUserByFederatedIdentity(
                    (FederatedIdentityModel) arguments[0], (RealmModel) arguments[1]);
            if (ours != null) {
                return ours;
            }
        }
        boolean own = method.getDeclaringClass().isInstance(documents) && namesUserOf(documents, arguments);
        try {
            return method.invoke(own ? documents : others, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static boolean namesUserOf(AppServicesFederatedStorageProvider documents, Object[] arguments) {
        return Arrays.stream(arguments)
                .flatMap(argument -> argument instanceof UserModel user ? Stream.of(user.getId()) : Stream.of(argument))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .anyMatch(documents::isOurs);
    }

    /** Above Keycloak's own, which has 0: the one that is asked for without a name. */
    @Override
    public int order() {
        return 100;
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }
}
