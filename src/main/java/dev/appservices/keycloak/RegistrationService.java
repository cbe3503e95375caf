package dev.appservices.keycloak;

import java.util.Optional;

import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

import dev.appservices.app.ProviderType;
import dev.appservices.error.AppServicesException;
import dev.appservices.error.ErrorCode;
import dev.appservices.limit.Limited;
import dev.appservices.login.localuserpass.LocalUserpassAuthenticatorFactory;
import dev.appservices.login.localuserpass.LocalUserpassConfig;
import dev.appservices.login.localuserpass.Registration;
import dev.appservices.user.UserId;

/** Registers an address and tells Keycloak's events of it. */
public final class RegistrationService {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final EventBuilder event;

    public RegistrationService(ApiCall call) {
        session = call.session();
        realm = session.getContext().getRealm();
        event = Events.of(session, EventType.REGISTER, call.requestId())
                .client(session.getContext().getClient())
                .detail(LoginService.PROVIDER_DETAIL, ProviderType.LOCAL_USERPASS.wireName());
    }

    public void register(String email, String password) {
        session.setAttribute(SessionNotes.PROVIDER, ProviderType.LOCAL_USERPASS.wireName());
        event.detail(Details.EMAIL, email);
        Optional<LocalUserpassConfig> config = new ProviderExecutions(session)
                .enabledConfig(LocalUserpassAuthenticatorFactory.PROVIDER_ID)
                .map(LocalUserpassConfig::from);
        if (config.isEmpty()) {
            event.error(Errors.NOT_ALLOWED);
            throw LoginService.unsupported(ProviderType.LOCAL_USERPASS);
        }
        if (!config.get().autoConfirm()) {
            event.detail(Details.REASON, "Only automatic confirmation is served")
                    .error(Errors.NOT_ALLOWED);
            throw new AppServicesException(
                    ErrorCode.BAD_REQUEST, "this server cannot confirm addresses: automatic confirmation is off");
        }
        try {
            new ClientLimits(session).take(Limited.REGISTRATION);
            Stores stores = Stores.of(session, realm);
            UserId id = new Registration(
                            stores.users(),
                            stores.pendingUsers(),
                            AppServicesConfig.emailKeysOf(realm),
                            new KeycloakPasswords(session, realm),
                            KeycloakClock.INSTANCE)
                    .register(email, password);
            event.detail("user_id_at_first_login", id.hex()).success();
        } catch (AppServicesException e) {
            event.error(eventError(e));
            throw e;
        }
    }

    private static String eventError(AppServicesException e) {
        return e.code()
                .map(code -> switch (code) {
                    case ACCOUNT_NAME_IN_USE -> Errors.EMAIL_IN_USE;
                    case TOO_MANY_REQUESTS -> ClientLimits.EVENT_ERROR;
                    case BAD_REQUEST -> Errors.INVALID_REGISTRATION;
                    default -> "registration_failed";
                })
                .orElse("registration_failed");
    }
}
