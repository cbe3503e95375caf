package dev.appservices.keycloak;

import java.util.List;

import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserManager;

import dev.appservices.error.AppServicesException;
import dev.appservices.login.apikey.ApiKeyAuthenticatorFactory;
import dev.appservices.login.apikey.ServerKeys;
import dev.appservices.login.apikey.ServerKeys.Created;
import dev.appservices.login.apikey.ServerKeys.ServerKey;
import dev.appservices.user.User;

/** The keys of an app, as operators manage them; admin events, caches and sessions follow. */
public final class ServerKeyService {
    private static final String RESOURCE_TYPE = "APP_SERVICES_API_KEY";

    private final AdminCall call;
    private final KeycloakSession session;
    private final RealmModel realm;
    private final ServerKeys keys;

    public ServerKeyService(AdminCall call) {
        this.call = call;
        session = call.session();
        realm = call.realm();
        Stores stores = Stores.of(session, realm);
        keys = new ServerKeys(stores.users(), stores.apiKeys(), KeycloakClock.INSTANCE);
    }

    public List<ServerKey> list() {
        return keys.list();
    }

    public ServerKey get(String id) {
        return keys.get(id);
    }

    /** @throws AppServicesException as {@link ServerKeys#create}, and with HTTP 409 while the provider is off */
    public Created create(String name) {
        boolean on = Apps.markedIn(realm)
                .anyMatch(client -> ProviderExecutions.of(realm, client)
                        .enabledConfig(ApiKeyAuthenticatorFactory.PROVIDER_ID)
                        .isPresent());
        if (!on) {
            throw AppServicesException.withoutCode(
                    409,
                    "Switch the step " + ApiKeyAuthenticatorFactory.PROVIDER_ID + " of the app's login flow on first");
        }
        Created created = keys.create(name, ApiKeySecret.required(session, realm));
        tell(OperationType.CREATE, new ServerKey(created.key().key(), created.user()));
        return created;
    }

    public void enable(String id) {
        setEnabled(id, true);
    }

    public void disable(String id) {
        ServerKey key = setEnabled(id, false);
        ApiKeySessions.end(session, realm, key.user(), id);
    }

    private ServerKey setEnabled(String id, boolean enabled) {
        ServerKey key = keys.get(id);
        keys.setEnabled(key, enabled);
        Stores.evict(session, realm, key.user());
        tell(OperationType.UPDATE, new ServerKey(key.key().enabled(enabled), key.user()));
        return key;
    }

    /** With the user, whose only way to log in it is. */
    public void delete(String id) {
        ServerKey key = keys.get(id);
        User user = key.user();
        new UserManager(session).removeUser(realm, Stores.model(session, realm, user));
        tell(OperationType.DELETE, key);
    }

    private void tell(OperationType operation, ServerKey key) {
        call.adminEvent()
                .operation(operation)
                .resource(RESOURCE_TYPE)
                .resourcePath("app-services", "api-keys", key.key().id())
                .representation(new Told(
                        key.key().id(),
                        key.key().name(),
                        key.key().enabled(),
                        key.user().id().hex()))
                .success();
    }

    /** What an admin event keeps of a key. */
    public record Told(String id, String name, boolean enabled, String userId) {}
}
