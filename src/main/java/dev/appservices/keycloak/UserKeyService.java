package dev.appservices.keycloak;

import java.util.List;

import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

import dev.appservices.app.ProviderType;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.limit.Limited;
import dev.appservices.login.apikey.ApiKeyAuthenticatorFactory;
import dev.appservices.login.apikey.NewApiKey;
import dev.appservices.login.apikey.UserKeys;
import dev.appservices.user.ApiKey;
import dev.appservices.user.User;

/** The keys of the user whose refresh token came with a request; Keycloak's events and sessions follow. */
public final class UserKeyService {
    private static final String KEY_ID = "api_key_id";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final String requestId;
    private final User owner;
    private final UserKeys keys;

    /** @throws AppServicesException {@link ErrorCode#INVALID_SESSION} for anything but a refresh token of a live session */
    public UserKeyService(ApiCall call, String refreshToken) {
        session = call.session();
        realm = session.getContext().getRealm();
        requestId = call.requestId();
        owner = new SdkSessions(call).authenticateRefreshToken(refreshToken);
        Stores stores = Stores.of(session, realm);
        keys = new UserKeys(stores.users(), stores.apiKeys(), KeycloakClock.INSTANCE);
    }

    /** @throws AppServicesException as {@link UserKeys#create}, and with HTTP 400 while the provider is off */
    public NewApiKey create(String name) {
        if (new ProviderExecutions(session)
                .enabledConfig(ApiKeyAuthenticatorFactory.PROVIDER_ID)
                .isEmpty()) {
            // 401 would log native clients out.
            throw LoginService.unsupported(ProviderType.API_KEY).withStatus(ErrorCode.BAD_REQUEST.status());
        }
        new ClientLimits(session).take(Limited.KEY_CREATION, owner.id().hex());
        NewApiKey created = keys.create(owner, name, ApiKeySecret.required(session, realm));
        changed(EventType.UPDATE_CREDENTIAL, created.key().id());
        return created;
    }

    public List<ApiKey> list() {
        return keys.list(owner);
    }

    public ApiKey get(String id) {
        return keys.get(owner, id);
    }

    public void enable(String id) {
        keys.setEnabled(owner, id, true);
        changed(EventType.UPDATE_CREDENTIAL, id);
    }

    public void disable(String id) {
        keys.setEnabled(owner, id, false);
        changed(EventType.UPDATE_CREDENTIAL, id);
        ApiKeySessions.end(session, realm, owner, id);
    }

    public void delete(String id) {
        keys.delete(owner, id);
        changed(EventType.REMOVE_CREDENTIAL, id);
        ApiKeySessions.end(session, realm, owner, id);
    }

    private void changed(EventType type, String keyId) {
        Stores.evict(session, realm, owner);
        EventBuilder event = Events.of(session, type, requestId)
                .client(session.getContext().getClient())
                .user(Stores.model(session, realm, owner))
                .detail(Details.CREDENTIAL_TYPE, ProviderType.API_KEY.wireName())
                .detail(KEY_ID, keyId);
        event.success();
    }
}
